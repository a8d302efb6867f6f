import { describe, expect, it } from "vitest";
import { highlight } from "./highlight";

const hits = (text: string, query: string) =>
  highlight(text, query)
    .filter(({ hit }) => hit)
    .map((fragment) => fragment.text);

describe("highlight", () => {
  it("finds the words of the query, in any case and with an ending", () => {
    expect(hits("Pumps stop. The pump's warranty…", "pump WARRANTY")).toEqual(["Pumps", "pump", "warranty"]);
  });

  it("does not hit inside a word", () => {
    expect(hits("an otter in a pot", "ot")).toEqual(["otter"]);
  });

  it("passes over the short words of a question", () => {
    expect(hits("The pump is what the valve was.", "how is the pump")).toEqual(["pump"]);
    expect(hits("The gas is off.", "gas")).toEqual(["gas"]);
  });

  it("takes signs in a query as they are", () => {
    expect(hits("costs (net) 5.00", "costs) 5.00 [")).toEqual(["costs", "5", "00"]);
  });

  it("keeps the whole text", () => {
    const text = "Señor, the pump and the señora.";
    expect(
      highlight(text, "señor pump")
        .map((fragment) => fragment.text)
        .join(""),
    ).toBe(text);
  });

  it("marks nothing for an empty query", () => {
    expect(highlight("text", " ? ")).toEqual([{ text: "text", hit: false }]);
  });
});
