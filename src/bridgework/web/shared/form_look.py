"""How every form of the program looks: label, hint, error and input, wired for screen readers."""

from django.forms.renderers import TemplatesSetting


class FormLook(TemplatesSetting):
    """Renders forms with the templates under `shared/`; named by FORM_RENDERER in the settings."""

    form_template_name = "shared/form.html"
    field_template_name = "shared/field.html"
