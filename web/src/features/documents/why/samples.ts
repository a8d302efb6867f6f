/** For tests. */
import type { Explained } from "./queries";

const citation = {
  document_id: "d1",
  title: "Boiler manual.pdf",
  page: 12,
  section: null,
  start: 100,
  end: 150,
  quote: "The pump is serviced every two years.",
  score: 0.2,
};

export const explained = (over: Partial<Explained> = {}): Explained => ({
  text: "",
  origin: "untrusted",
  citations: [],
  query: "Who services the giraffe?",
  threshold: 0.35,
  verdict: "below_threshold",
  variants: [
    { text: "Who services the giraffe?", kind: "as_asked" },
    { text: "services", kind: "spelling" },
  ],
  words: [
    { word: "services", passages: 3 },
    { word: "giraffe", passages: 0 },
  ],
  passages: [
    {
      citation,
      rank: 1,
      score: 0.0325,
      lexical_rank: 1,
      lexical_score: 4.2,
      vector_rank: null,
      similarity: null,
      shown: true,
      why: "Number 1 by its words; others are nearer in meaning.",
    },
  ],
  sentences: [
    {
      citation,
      support: 0.31,
      passed: false,
      why: "What speaks against it most: the sentence has 40% of the words",
      evidence: [
        {
          name: "words_in_sentence",
          value: 0.4,
          weight: 0.97,
          adds: 0.39,
          text: "the sentence has 40% of the words",
        },
      ],
    },
  ],
  left_out: [{ document_id: "d2", title: "Zoo.pdf", why: "failed", text: "“Zoo.pdf” could not be read." }],
  document: null,
  ...over,
});
