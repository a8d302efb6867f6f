import { describe, expect, it } from "vitest";
import { formatSize, refusalOf } from "./refusal";

const limits = { accepted_types: [".pdf", ".txt", ".md"], max_upload_mb: 50 };

describe("refusalOf", () => {
  it("lets through what the server takes, whatever the case of its name", () => {
    expect(refusalOf({ name: "Manual.PDF", size: 1_000 }, limits)).toBeNull();
  });

  it("says which kinds can be read", () => {
    expect(refusalOf({ name: "setup.exe", size: 1_000 }, limits)).toBe(
      ".exe files cannot be read. You can add PDF or text.",
    );
    expect(refusalOf({ name: "README", size: 1_000 }, limits)).toMatch(/^This file cannot be read/);
  });

  it("says the limit and how far the file is over it", () => {
    expect(refusalOf({ name: "a.pdf", size: 61_400_000 }, limits)).toBe(
      "This file has 61 MB; the largest that can be uploaded is 50 MB.",
    );
  });

  it("does not send an empty file", () => {
    expect(refusalOf({ name: "a.pdf", size: 0 }, limits)).toBe("This file is empty.");
  });

  it("leaves the decision to the server while the limits are not known", () => {
    expect(refusalOf({ name: "setup.exe", size: 1_000 }, undefined)).toBeNull();
  });
});

describe("formatSize", () => {
  it.each([
    [812, "812 bytes"],
    [15_235, "15 kB"],
    [1_240_000, "1.2 MB"],
    [48_000_000, "48 MB"],
    [3_500_000_000, "3.5 GB"],
  ])("%d is %s", (bytes, words) => {
    expect(formatSize(bytes)).toBe(words);
  });
});
