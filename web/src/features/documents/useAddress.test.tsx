import { act, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { useAddress } from "./useAddress";

function Box() {
  const [params, change] = useAddress();
  return (
    <input
      aria-label="Words"
      value={params.get("q") ?? ""}
      onChange={(event) => {
        change(new URLSearchParams({ q: event.target.value }));
      }}
    />
  );
}

describe("useAddress", () => {
  it("loses no letter, and brings them all to the address", async () => {
    const { user, router } = renderPage(<Box />, { at: "/?q=a" });
    await user.type(screen.getByLabelText("Words"), "bcdef");
    expect(screen.getByLabelText("Words")).toHaveValue("abcdef");
    expect(router.state.location.search).toBe("?q=abcdef");
  });

  it("follows the address when it changes by itself", async () => {
    const { user, router } = renderPage(<Box />);
    await user.type(screen.getByLabelText("Words"), "roof & wall");
    await act(() => router.navigate("/?q=else"));
    expect(screen.getByLabelText("Words")).toHaveValue("else");
  });
});
