"""How a journey is walked, see journeys/conftest.py."""

import pytest

once = pytest.mark.parametrize("browser_page", ["both"], indirect=True)
"""At desktop width; whatever it looks at, it looks at in phone width, too."""
