import { request } from "@/api/client";
import { session } from "@/api/session";
import type { Session } from "@/api/types";

export interface Credentials {
  email: string;
  password: string;
}

export interface FirstAdmin extends Credentials {
  code: string;
  name: string;
}

export async function signIn(credentials: Credentials): Promise<void> {
  session.accept(await request<Session>("/api/auth/login", { method: "POST", body: credentials }));
}

export async function setUp(admin: FirstAdmin): Promise<void> {
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  const language = navigator.language.slice(0, 2);
  const body = { ...admin, zone, language };
  session.accept(await request<Session>("/api/auth/setup", { method: "POST", body }));
  history.replaceState(history.state, "", window.location.pathname); // the code is used up: take it out of the address
}
