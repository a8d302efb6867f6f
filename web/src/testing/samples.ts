import type { Person, PublicConfig, Session } from "@/api/types";

export const config: PublicConfig = {
  version: "0.1.0",
  max_upload_mb: 50,
  max_message_chars: 8000,
  accepted_types: [".pdf", ".docx", ".txt", ".md", ".html", ".csv"],
  model: false,
};

export const ana: Person = {
  id: "u1",
  name: "Ana Horvat",
  email: "ana@example.org",
  role: "admin",
  zone: "Europe/Zagreb",
  language: "en",
  created_at: "2026-11-01T08:00:00Z",
};

export const anasSession: Session = {
  access_token: "access-1",
  expires_in: 900,
  refresh_token: null,
  person: ana,
};
