"""Documents: the knowledge package's functions as REST. Uploading is in files.py."""

from gateway.projection import Row

ROWS = (
    Row("GET", "/documents", "knowledge.list_documents"),
    Row("GET", "/documents/deleted", "knowledge.deleted_documents"),
    Row("POST", "/documents/search", "knowledge.search_knowledge"),
    Row("POST", "/documents/tags", "knowledge.tag_documents"),
    Row("POST", "/documents/delete", "knowledge.delete_documents"),
    Row("POST", "/documents/restore", "knowledge.restore_documents"),
    Row("POST", "/documents/explain", "knowledge.explain_search"),
    Row("GET", "/documents/cases", "knowledge.list_cases"),
    Row("POST", "/documents/cases", "knowledge.keep_case"),
    Row("POST", "/documents/cases/check", "knowledge.check_cases"),
    Row("DELETE", "/documents/cases/{id}", "knowledge.delete_case", "case"),
    Row("GET", "/documents/{id}", "knowledge.get_document", "document"),
    Row("PATCH", "/documents/{id}", "knowledge.update_document", "document"),
    Row("DELETE", "/documents/{id}", "knowledge.delete_document", "document"),
    Row("GET", "/documents/{id}/text", "knowledge.document_text", "document"),
    Row("GET", "/documents/{id}/chunks", "knowledge.document_chunks", "document"),
    Row("POST", "/documents/{id}/reindex", "knowledge.reindex_document", "document"),
    Row("POST", "/images/text", "knowledge.process_image"),
)
