// `Sources/CScan` and `Sources/CRegex` are C in headers, compiled as part of this module. SwiftPM compiles a module when one of
// its Swift files has changed; so this file changes with the headers. `Scripts/note-headers` writes it, and a test compares.
//
// headers: b6f105501fbf668c
