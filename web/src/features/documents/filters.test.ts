import { describe, expect, it } from "vitest";
import { filtersIn, isFiltered, NO_FILTERS, withFilters } from "./filters";

describe("the filters in the address", () => {
  it("come back as they were put in, and leave the rest of it alone", () => {
    const filters = { type: "pdf", status: "failed" as const, tags: ["house", "2026 & later"] };
    const params = withFilters(new URLSearchParams("q=roof&type=csv&tag=old"), filters);
    expect(filtersIn(new URLSearchParams(params.toString()))).toEqual(filters);
    expect(params.get("q")).toBe("roof");
  });

  it("are gone from it when nothing is filtered", () => {
    expect(withFilters(new URLSearchParams("type=csv&status=ready&tag=old"), NO_FILTERS).toString()).toBe("");
    expect(isFiltered(filtersIn(new URLSearchParams()))).toBe(false);
  });

  it("take no status that there is not", () => {
    expect(filtersIn(new URLSearchParams("status=burnt")).status).toBe("");
  });
});
