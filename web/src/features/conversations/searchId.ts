export const SEARCH_ID = "conversation-search";
