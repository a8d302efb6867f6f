"""Documents: the knowledge package's functions as REST. Uploading is in files.py."""

from gateway.projection import Row

ROWS = (
    Row("GET", "/documents", "knowledge.list_documents"),
    Row("POST", "/documents/search", "knowledge.search_knowledge"),
    Row("GET", "/documents/{id}", "knowledge.get_document", "document_id"),
    Row("PATCH", "/documents/{id}", "knowledge.update_document", "document_id"),
    Row("DELETE", "/documents/{id}", "knowledge.delete_document", "document_id"),
    Row("GET", "/documents/{id}/text", "knowledge.read_document", "document_id", "read_document_text"),
)
