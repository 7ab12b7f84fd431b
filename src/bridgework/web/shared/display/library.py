"""The one library that all display tags register with."""

from django import template

register = template.Library()
