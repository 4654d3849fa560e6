//! Results become charts, tables and pages in Spanish, Portuguese and English.
