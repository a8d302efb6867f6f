"""What people say when they mean a function of this package; `{field}` marks where an argument stands."""

PROCESS = (
    "read this document",
    "process the file {file_id}",
    "add this file to my documents",
    "index the uploaded file as {title}",
    "remember what is in this file",
)
ANSWER = (
    "what does {document} say about {question}",
    "according to my documents, {question}",
    "what do my documents say about {question}",
    "answer from my files: {question}",
    "{question} according to {document}",
)
SEARCH = (
    "search my documents for {query}",
    "find {query} in my documents",
    "look for {query} in my files",
    "find passages about {query}",
    "show me the top {num_results} passages about {query}",
    "search the knowledge base for {query}",
    "where do my documents mention {query}",
)
LIST = (
    "list my documents",
    "show my documents",
    "what files do I have",
    "which documents have I uploaded",
    "show all documents about {query}",
)
GET = (
    "is {document} ready",
    "show the details of the document {document}",
    "how far is {document} with reading",
)
TEXT = (
    "show the text of {document}",
    "open the document {document}",
    "read me the document {document}",
)
CHANGE = (
    "rename the document {document} to {title}",
    "call the document {document} {title} instead",
    "tag the document {document} with {tags}",
)
TAGS = (
    "tag these documents with {add}",
    "remove the tag {remove} from these documents",
)
DELETE_SEVERAL = (
    "delete these documents",
    "remove all of these documents",
)
DELETED = (
    "which documents have I deleted",
    "show the deleted documents",
    "what is in the bin of my documents",
)
RESTORE = (
    "bring these deleted documents back",
    "restore the deleted documents",
)
CHUNKS = (
    "show the passages of the document {document}",
    "into which chunks was {document} cut",
)
IMAGE = (
    "what does the picture {file_id} say",
    "what does the picture {file_id} show",
    "read the text in this image",
    "recognise the text in the scan {file_id}",
)
DELETE = (
    "delete the document {document}",
    "remove {document} from my documents",
    "forget the file {document}",
    "throw away the document {document}",
)
REINDEX = (
    "reindex {document}",
    "re-index the document {document}",
    "read the document {document} again",
    "process the document {document} anew",
)
SUMMARISE = (
    "summarise {document}",
    "summarize the document {document}",
    "give me a summary of {document}",
    "what is {document} about",
    "sum up {document}",
    "tl;dr of {document}",
)
EXPLAIN = (
    "why did my documents not answer {query}",
    "explain why you did not find {query} in {document}",
)
KEEP_CASE = ("keep {question} with the document {document} as a search case",)
LIST_CASES = ("list my search cases",)
DELETE_CASE = ("delete the search case {case}",)
CHECK_CASES = ("check my search cases",)
