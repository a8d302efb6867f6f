import { createBrowserRouter, Navigate } from "react-router";
import type { RouteObject } from "react-router";
import { AdminLayout } from "./AdminLayout";
import { Gate } from "./Gate";
import { NotFoundPage } from "./NotFoundPage";
import { RouteError } from "./RouteError";
import { Shell } from "./Shell";
import { Splash } from "./Splash";

// `/` and `/c/:id` share one element, so that a new chat keeps its state when it gets its address.
const chat = async () => ({ Component: (await import("./ChatRoute")).ChatRoute });

const administration: RouteObject = {
  path: "/admin",
  element: <AdminLayout />,
  children: [
    { index: true, element: <Navigate to="/admin/agents" replace /> },
    {
      path: "agents",
      lazy: async () => ({ Component: (await import("@/features/agents/AgentsPage")).AgentsPage }),
    },
    {
      path: "agents/:agentId",
      lazy: async () => ({ Component: (await import("@/features/agents/AgentPage")).AgentPage }),
    },
    {
      path: "models",
      lazy: async () => ({ Component: (await import("@/features/providers/ProvidersPage")).ProvidersPage }),
    },
    {
      path: "channels",
      lazy: async () => ({
        Component: (await import("@/features/channels/ChannelsPage")).AdminChannelsPage,
      }),
    },
    {
      path: "limits",
      lazy: async () => ({ Component: (await import("@/features/limits/LimitsPage")).LimitsPage }),
    },
    {
      path: "people",
      lazy: async () => ({ Component: (await import("@/features/people/PeoplePage")).PeoplePage }),
    },
  ],
};

export const routes: RouteObject[] = [
  {
    element: <Gate />,
    errorElement: <RouteError />,
    hydrateFallbackElement: <Splash />,
    children: [
      {
        element: <Shell />,
        children: [
          {
            errorElement: <RouteError />,
            children: [
              { path: "/", lazy: chat },
              { path: "/c/:conversationId", lazy: chat },
              {
                path: "/documents",
                lazy: async () => ({
                  Component: (await import("@/features/documents/DocumentsPage")).DocumentsPage,
                }),
              },
              {
                path: "/documents/why",
                lazy: async () => ({
                  Component: (await import("@/features/documents/why/WhyPage")).WhyPage,
                }),
              },
              {
                path: "/documents/cases",
                lazy: async () => ({
                  Component: (await import("@/features/documents/why/CasesPage")).CasesPage,
                }),
              },
              {
                path: "/documents/bin",
                lazy: async () => ({ Component: (await import("@/features/documents/BinPage")).BinPage }),
              },
              {
                path: "/documents/:documentId/details",
                lazy: async () => ({
                  Component: (await import("@/features/documents/DetailsPage")).DetailsPage,
                }),
              },
              {
                path: "/documents/:documentId",
                lazy: async () => ({
                  Component: (await import("@/features/documents/DocumentPage")).DocumentPage,
                }),
              },
              {
                path: "/planner",
                lazy: async () => ({
                  Component: (await import("@/features/planner/PlannerPage")).PlannerPage,
                }),
              },
              {
                path: "/activity",
                lazy: async () => ({
                  Component: (await import("@/features/activity/ActivityPage")).ActivityPage,
                }),
              },
              {
                path: "/groups",
                lazy: async () => ({
                  Component: (await import("@/features/groups/GroupsPage")).GroupsPage,
                }),
              },
              {
                path: "/groups/:groupId",
                lazy: async () => ({
                  Component: (await import("@/features/groups/GroupPage")).GroupPage,
                }),
              },
              {
                path: "/usage",
                lazy: async () => ({ Component: (await import("@/features/usage/UsagePage")).UsagePage }),
              },
              {
                path: "/memory",
                lazy: async () => ({
                  Component: (await import("@/features/memory/MemoryPage")).MemoryPage,
                }),
              },
              {
                path: "/channels",
                lazy: async () => ({
                  Component: (await import("@/features/channels/ChannelsPage")).ChannelsPage,
                }),
              },
              administration,
              {
                path: "/settings",
                lazy: async () => ({
                  Component: (await import("@/features/settings/SettingsPage")).SettingsPage,
                }),
              },
              {
                path: "/settings/accounts",
                lazy: async () => ({
                  Component: (await import("@/features/accounts/AccountsPage")).AccountsPage,
                }),
              },
              {
                path: "/settings/privacy",
                lazy: async () => ({
                  Component: (await import("@/features/privacy/PrivacyPage")).PrivacyPage,
                }),
              },
              { path: "*", element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
