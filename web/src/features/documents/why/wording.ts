/** What the trace of a question says, in plain words. */
import type { Explained, Sentence } from "./queries";

type Verdict = Explained["verdict"];
type Variant = Explained["variants"][number]["kind"];

const HEADLINES: Record<Verdict, string> = {
  answered: "There is a sentence that answers this",
  below_threshold: "Something near was found, but no sentence answers it",
  no_passages: "Nothing in your documents is about this",
  no_documents: "There are no documents to look in yet",
};
const NOTHING_NEAR = "Nothing in your documents comes near an answer";
const DETAILS: Record<Verdict, string> = {
  answered: "Ask again: what you added or changed since then holds it.",
  below_threshold:
    "Rather than guess from a sentence that may not answer it, the assistant says that it does not know.",
  no_passages: "Neither its words nor its meaning come near any passage.",
  no_documents: "Add a document that holds the answer, and ask again.",
};
export const KINDS: Record<Variant, string> = {
  as_asked: "as asked",
  spelling: "another spelling",
  joined: "written together",
  split: "written apart",
  acronym: "short or long form",
};

/** What a sentence lacks most, by what the server names it. */
const LACKS: Record<string, string> = {
  words_in_sentence: "It has too few of the question's words.",
  sentence_similarity: "It is about something else.",
  passage_similarity: "What stands around it is about something else.",
  best_similarity: "No sentence comes near the question.",
  numbers_found: "A number of the question is not there.",
  asked_found: "What was asked for, such as a date or a name, is not there.",
  same_polarity: "Only one of the two has a “not”.",
  nothing_opposed: "Something beside it says the opposite.",
};
const NEAR = 0.4; // share of the support that is needed

export function verdictOf({ verdict, words, left_out, sentences, threshold }: Explained): {
  headline: string;
  lines: string[];
} {
  const far = verdict === "below_threshold" && !sentences.some(({ support }) => support >= NEAR * threshold);
  const unknown = words.filter(({ passages, instead }) => passages === 0 && !instead);
  const unread = left_out.filter(({ why }) => UNREAD.has(why)).length;
  const hidden = left_out.length - unread;
  const lines = [
    DETAILS[verdict],
    unknown.length > 0 && `No document has the word${unknown.length > 1 ? "s" : ""} ${listed(unknown)}.`,
    unread > 0 && `${counted(unread)} could not be searched yet.`,
    hidden > 0 && `${counted(hidden)} ${hidden === 1 ? "was" : "were"} left out by what was asked for.`,
  ];
  return { headline: far ? NOTHING_NEAR : HEADLINES[verdict], lines: lines.filter((line) => line !== false) };
}

const UNREAD: ReadonlySet<string> = new Set(["queued", "reading", "indexing", "failed"]);

/** How far a sentence is from being an answer. */
export function distanceOf({ support, passed }: Sentence, threshold: number): string {
  if (passed) return "Enough for an answer";
  const share = support / threshold;
  return share >= 0.75
    ? "Just short of an answer"
    : share >= 0.4
      ? "Well short of an answer"
      : "Far from an answer";
}

/** What speaks against a sentence most, without numbers. */
export function shortcomingOf({ why, evidence, passed }: Sentence): string {
  const worst = evidence.find(({ text }) => why.endsWith(text));
  return passed ? why : (LACKS[worst?.name ?? ""] ?? why);
}

function listed(words: { word: string }[]): string {
  return words.map(({ word }) => `“${word}”`).join(", ");
}

function counted(count: number): string {
  return `${String(count)} document${count === 1 ? "" : "s"}`;
}
