import { useState } from "react";
import { useSearchParams } from "react-router";

/**
 * The query of the page's address, to read and to replace. The router changes an address when it has drawn the page
 * anew; until then what was chosen last is told here, or a box would lose the letters typed meanwhile.
 */
export function useAddress(): [URLSearchParams, (changed: URLSearchParams) => void] {
  const [params, setParams] = useSearchParams();
  const [ahead, setAhead] = useState<string | null>(null);
  if (ahead !== null && ahead === params.toString()) setAhead(null);
  const change = (changed: URLSearchParams) => {
    setAhead(changed.toString());
    setParams(changed, { replace: true });
  };
  return [ahead === null ? params : new URLSearchParams(ahead), change];
}
