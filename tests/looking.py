"""What `look` asks of a page: axe finds nothing serious on it, and nothing sticks out to the side.

Contrast takes axe four times as long as all its other rules together, and its answer follows from a few computed values: two texts of
one color and size on the same backgrounds have the same contrast. So each such combination is measured until one text of it has
passed, once in each process of a run. All other rules look at the whole page, every time. What axe would fetch first (style sheets, for a
rule about turned phones that is no more than an experiment; sound, of which there is none) took as long as those rules: `preload: false`.
"""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

LOOK = """async (passed) => {
  const known = new Set(passed), grounds = new WeakMap();
  const ground = (element) => {  // what a text stands on, down to the first color that lets nothing through
    if (!element) return "";
    if (!grounds.has(element)) {
      const { backgroundColor: color, backgroundImage: image, opacity, filter, position, mixBlendMode: blend } = getComputedStyle(element);
      const own = color === "rgba(0, 0, 0, 0)" && image === "none" ? "" : `${color} ${image}`;
      const whole = own && !color.startsWith("rgba(") && !color.includes("/") && opacity === "1" && position === "static";
      grounds.set(element, [own, opacity, filter, blend, whole ? "" : ground(element.parentElement)].join("|"));
    }
    return grounds.get(element);
  };
  const kind = (element) => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    return [color, fontSize, fontWeight, textShadow, ground(element)].join("|");
  };
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
  const texts = [...document.body.querySelectorAll("*")].filter((element) =>
    (element.matches("input, select, textarea") || [...element.childNodes].some(isText)) && element.checkVisibility({ visibilityProperty: true }));
  const asked = new Map();
  for (const element of texts) {
    const of = kind(element);
    if (!known.has(of)) asked.set(of, [...(asked.get(of) ?? []), element]);
  }
  const [rest, contrast] = [
    await axe.run({ resultTypes: ["violations"], preload: false, rules: { "color-contrast": { enabled: false } } }),
    asked.size ? await axe.run({ include: [...asked.values()].flatMap((elements) => elements.slice(0, 12)) },
      { runOnly: ["color-contrast"], preload: false, elementRef: true, resultTypes: ["violations", "passes"] }) : { violations: [], passes: [] },
  ];
  const failed = [...rest.violations, ...contrast.violations].filter(({ impact }) => ["serious", "critical"].includes(impact));
  return {
    failed: failed.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 4).map(({ html }) => html.slice(0, 200)).join(" ")}`),
    passed: [...new Set(contrast.passes.flatMap(({ nodes }) => nodes.map(({ element }) => kind(element))))].filter((of) => asked.has(of)),
    aside: document.documentElement.scrollWidth - innerWidth,
  };
}"""


class Looking:
    """`look(page)`. It remembers what passed, for all journeys of its process."""

    def __init__(self) -> None:
        self.passed: set[str] = set()
        self.other_width: ViewportSize | None = None
        """The same page is looked at in this size, too."""

    def __call__(self, page: Page) -> None:
        self.check(page)
        if self.other_width and (size := page.viewport_size):
            page.set_viewport_size(self.other_width)
            self.check(page)
            page.set_viewport_size(size)

    def check(self, page: Page) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate(LOOK, sorted(self.passed))
        self.passed.update(found["passed"])
        assert found["failed"] == []
        # A list that scrolls in itself is no reason for the page to do so.
        assert found["aside"] <= 0, f"the page scrolls sideways: {page.url}"
