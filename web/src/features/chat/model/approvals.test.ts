import { describe, expect, it } from "vitest";
import { approval } from "@/testing/chatSamples";
import { decisionText, learned, pendingOf } from "./approvals";

const answered = approval({ status: "approved", decided_by: "telegram", decided_at: "2026-11-21T10:05:00Z" });

describe("what was asked of the person", () => {
  it("does not forget an answer when an older state is read", () => {
    expect(learned([answered], [approval()])).toEqual([answered]);
  });

  it("learns an answer, in its place", () => {
    const other = approval({ id: "r1.s2", step_id: "s2" });
    expect(learned([approval(), other], [answered])).toEqual([answered, other]);
  });

  it("asks again when it was asked again later", () => {
    const again = approval({ asked_at: "2026-11-21T11:00:00Z" });
    expect(pendingOf(learned([answered], [again]))).toEqual([again]);
  });

  it("stays the same list when there is nothing new", () => {
    const known = [answered];
    expect(learned(known, [approval()])).toBe(known);
  });

  it.each([
    [answered, "Approved in Telegram"],
    [approval({ status: "rejected", decided_by: "web" }), "Rejected in the browser"],
    [approval({ status: "expired" }), "Expired without an answer"],
    [approval({ kind: "unknown", status: "rejected" }), "Left as it is"],
  ])("says how it was answered", (given, words) => {
    expect(decisionText(given)).toBe(words);
  });
});
