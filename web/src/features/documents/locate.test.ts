import { describe, expect, it } from "vitest";

import { locateQuote } from "./locate";

const marked = (items: string[], quote: string, hint?: number) =>
  locateQuote(items, quote, hint)?.map(({ item, from, to }) => (items[item] ?? "").slice(from, to)) ?? null;

describe("locateQuote", () => {
  it("marks a quote inside one item", () => {
    expect(marked(["The pump stops at 80 °C and starts again."], "stops at 80 °C")).toEqual([
      "stops at 80 °C",
    ]);
  });

  it("marks a quote over several lines, whatever the spaces and line breaks", () => {
    const items = ["Before that. The warranty", "covers parts", " for  two years.", " Then more."];
    expect(marked(items, "The warranty covers\nparts for two years.")).toEqual([
      "The warranty",
      "covers parts",
      "for  two years",
    ]);
  });

  it("joins words hyphenated at the end of a line, in either text", () => {
    expect(marked(["an extra-", "ordinary result"], "an extraordinary result")).toEqual([
      "an extra",
      "ordinary result",
    ]);
    expect(marked(["an extraordinary result"], "an extra-\nordinary result")).toEqual([
      "an extraordinary result",
    ]);
  });

  it("treats ligatures, soft hyphens and accents as the letters they stand for", () => {
    expect(marked(["the \uFB01nal of\uFB01ce"], "the final office")).toEqual(["the \uFB01nal of\uFB01ce"]);
    expect(marked(["a co\u00ADoperation"], "a cooperation")).toEqual(["a co\u00ADoperation"]);
    expect(marked(["cafe\u0301 noir"], "café noir")).toEqual(["cafe\u0301 noir"]);
  });

  it("takes the passage nearest to where it is expected when the words occur twice", () => {
    const items = ["Total: 12", "between them is a lot of other text", "Total: 12"];
    expect(locateQuote(items, "Total: 12", 0)).toMatchObject([{ item: 0 }]);
    expect(locateQuote(items, "Total: 12", 0.9)).toMatchObject([{ item: 2 }]);
  });

  it("spans a header that the page has inside the quote", () => {
    const items = [
      "the committee decided in its meeting of March",
      "Page 7 of 20",
      "that the bridge is to be rebuilt in stone by summer",
    ];
    const quote = `${items[0] ?? ""} ${items[2] ?? ""}`;
    expect(marked(items, quote)).toEqual(items);
  });

  it("marks what is there when one end of the quote is on another page", () => {
    const here = "rebuilt in stone by the end of the following summer at the latest";
    expect(marked([here], `${here} unless`)).not.toBeNull();
  });

  it("says so when the quote is not on the page", () => {
    expect(
      locateQuote(["Something else entirely is printed here."], "The warranty covers parts for two years."),
    ).toBeNull();
    expect(locateQuote(["text"], "— …")).toBeNull();
    expect(locateQuote([], "text")).toBeNull();
  });
});
