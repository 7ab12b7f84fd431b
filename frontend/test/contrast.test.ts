/** Every text and its ground keep 4.5:1, lines that carry meaning 3:1, in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const css = readFileSync(join(process.env.FRONTEND ?? ".", "styles/tokens.css"), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

function tokens(part: string): Map<string, string> {
  return new Map([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, color]) => [name!, color!]));
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright! + 0.05) / (dim! + 0.05);
}

const texts: [string, string[]][] = [
  ["ink", ["paper", "card", "sunken", "brand-tint", "emergency-tint", "urgent-tint", "soon-tint", "good-tint"]],
  ["soft", ["paper", "card", "sunken", "brand-tint", "emergency-tint", "urgent-tint", "good-tint"]],
  ["faint", ["paper", "card", "sunken", "brand-tint"]],
  ["brand", ["paper", "card", "sunken", "brand-tint"]],
  ["brand-ink", ["brand", "brand-deep"]],
  ["emergency", ["paper", "card", "emergency-tint", "brand-tint"]],
  ["emergency-ink", ["emergency"]],
  ["urgent", ["paper", "card", "urgent-tint", "brand-tint"]],
  ["soon", ["card", "soon-tint"]],
  ["elective", ["card", "elective-tint"]],
  ["good", ["paper", "card", "good-tint"]],
];
const lines: [string, string[]][] = [["edge", ["card", "paper"]], ["focus", ["card", "paper", "brand-tint"]], ["brand", ["card"]]];

for (const [scheme, part] of [["light", light], ["dark", dark]] as const) {
  const known = tokens(part);
  for (const [least, pairs] of [[4.5, texts], [3, lines]] as const) {
    for (const [text, grounds] of pairs) {
      for (const ground of grounds) {
        test(`${scheme}: ${text} on ${ground}`, () => {
          const ratio = contrast(known.get(text)!, known.get(ground)!);
          assert.ok(ratio >= least, `${ratio.toFixed(2)} is under ${least}`);
        });
      }
    }
  }
}
