import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { Button } from "./Button";
import { ConfirmDialog } from "./ConfirmDialog";
import { ErrorNotice } from "./ErrorNotice";
import { Field, Input } from "./Field";
import { Markdown } from "./Markdown";
import { setTheme } from "./theme";
import { TooltipProvider } from "./Tooltip";

describe("a busy button", () => {
  it("keeps its name and ignores clicks", async () => {
    const onClick = vi.fn();
    render(
      <Button busy onClick={onClick}>
        Save
      </Button>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(onClick).not.toHaveBeenCalled();
  });
});

describe("a field", () => {
  it("ties its label, hint and error to its control", () => {
    const { rerender } = render(
      <Field label="Name" hint="As on the door">
        {(control) => <Input {...control} />}
      </Field>,
    );
    expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("As on the door");
    rerender(
      <Field label="Name" hint="As on the door" error="Too long">
        {(control) => <Input {...control} />}
      </Field>,
    );
    expect(screen.getByLabelText("Name")).toBeInvalid();
    expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Too long");
  });
});

describe("a dialog", () => {
  function Question() {
    const [open, setOpen] = useState(false);
    const close = () => {
      setOpen(false);
    };
    return (
      <TooltipProvider>
        <Button
          onClick={() => {
            setOpen(true);
          }}
        >
          Ask
        </Button>
        <ConfirmDialog
          open={open}
          onClose={close}
          title="Sure?"
          description="It is gone then."
          action="Go"
          onConfirm={close}
        />
      </TooltipProvider>
    );
  }

  it("is named, and gives the focus back to where it came from", async () => {
    render(<Question />);
    await userEvent.click(screen.getByRole("button", { name: "Ask" }));
    expect(screen.getByRole("dialog", { name: "Sure?" })).toHaveAccessibleDescription("It is gone then.");
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Ask" })).toHaveFocus();
  });
});

describe("an error", () => {
  it.each<[unknown, string]>([
    [new Error("It broke."), "It broke."],
    ["Just words", "Just words"],
    [null, "Something went wrong. Please try again."],
  ])("%o is told as %s", (error, words) => {
    render(<ErrorNotice error={error} />);
    expect(screen.getByRole("alert")).toHaveTextContent(words);
  });
});

describe("Markdown", () => {
  it("loads nothing and runs nothing that a text brings along", () => {
    const text = '![x](https://evil.example/a.png) <img src=x onerror="alert(1)"> [go](javascript:alert(1))';
    const { container } = render(<Markdown text={text} />);
    expect(container.querySelector("img, script")).toBeNull();
    expect(screen.getByRole("link", { name: "x" })).toHaveAttribute("href", "https://evil.example/a.png");
    expect(screen.getByText("go")).not.toHaveAttribute("href", expect.stringContaining("javascript"));
  });

  it("names the language of code and lets it be copied", async () => {
    const user = userEvent.setup();
    render(
      <TooltipProvider>
        <Markdown text={"```python\nprint(1)\n```"} />
      </TooltipProvider>,
    );
    expect(screen.getByText("python")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Copy code" }));
    expect(await navigator.clipboard.readText()).toBe("print(1)\n");
  });
});

describe("the theme", () => {
  it("is kept, unless it follows the system", () => {
    setTheme("dark");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(localStorage.getItem("agentic.theme")).toBe("dark");
    setTheme("system");
    expect(document.documentElement.dataset.theme).toBe("light");
    expect(localStorage.getItem("agentic.theme")).toBeNull();
  });
});
