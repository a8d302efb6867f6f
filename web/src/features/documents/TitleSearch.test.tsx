import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { renderPage } from "@/testing/render";
import { server } from "@/testing/server";
import { NO_FILTERS } from "./filters";
import { document as sample, listOf } from "./samples";
import { TitleSearch } from "./TitleSearch";

it("shows the documents whose name has the words, and how many more there are", async () => {
  server.use(
    http.get("/api/documents", ({ request }) => {
      const asked = new URL(request.url).searchParams.get("query");
      return HttpResponse.json(asked === "boiler" ? listOf([sample()], { total: 3 }) : listOf([]));
    }),
  );
  renderPage(<TitleSearch query="boiler" filters={NO_FILTERS} />);
  const named = await screen.findByRole("region", { name: "Documents found by name" });
  expect(within(named).getByRole("link", { name: "Boiler manual.txt" })).toHaveAttribute(
    "href",
    "/documents/d1",
  );
  expect(named).toHaveTextContent("2 more have this in their name");
});
