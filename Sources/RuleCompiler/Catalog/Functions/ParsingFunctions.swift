import DetectorRuntime

/// Functions that take the text of a known format apart.
enum ParsingFunctions {
  static let all: [FunctionSymbol] = functions

  private static let functions: [FunctionSymbol] = [
    FunctionSymbol(
      "parse_url", aliases: ["parseurl"], summary: "The parts of a URL.",
      signatures: [
        Signature([.string], returns: .dynamic, Kernel("parseURL", parseURL))
      ],
      examples: [
        FunctionExample(
          "tostring(parse_url(\"scheme://username:password@host:1234/this/is/a/path?k1=v1&k2=v2#fragment\").Path)",
          yields: "\"this/is/a/path\"")
      ],
      documentation: "parse-url-function"),
    FunctionSymbol(
      "parse_user_agent", summary: "The browser, operating system and device that a user agent tells of.",
      signatures: [
        Signature([.stringOrDynamic, .userAgentParts], returns: .dynamic, Kernel("parseUserAgent", parseUserAgent))
      ],
      examples: [
        FunctionExample(
          #"""
          tostring(parse_user_agent("Mozilla/5.0 (Windows; U; en-US) AppleWebKit/531.9 (KHTML, like Gecko) AdobeAIR/2.5.1",
            "browser"))
          """#,
          yields: #"'{"Browser":{"Family":"AdobeAIR","MajorVersion":"2","MinorVersion":"5","Patch":"1"}}'"#),
        FunctionExample(
          #"""
          tostring(parse_user_agent(
            "Mozilla/5.0 (SymbianOS/9.2; U; Series60/3.1 NokiaN81-3/10.0.032 Profile/MIDP-2.0 Configuration/CLDC-1.1 ) \#
          AppleWebKit/413 (KHTML, like Gecko) Safari/4", dynamic(["browser", "os", "device"])))
          """#,
          yields: #"""
            '{"Browser":{"Family":"Nokia OSS Browser","MajorVersion":"3","MinorVersion":"1","Patch":""},\#
            "OperatingSystem":{"Family":"Symbian OS","MajorVersion":"9","MinorVersion":"2","Patch":"","PatchMinor":""},\#
            "Device":{"Family":"Nokia N81","Brand":"Nokia","Model":"N81-3"}}'
            """#),
      ],
      documentation: "parse-user-agent-function"),
    FunctionSymbol(
      "parse_urlquery", aliases: ["parseurlquery"], summary: "The parameters of the query part of a URL.",
      signatures: [
        Signature([.string], returns: .dynamic, Kernel("parseURLQuery", parseURLQuery))
      ],
      examples: [
        FunctionExample(
          "tostring(parse_urlquery(\"k1=v1&k2=v2&k3=v3\"))",
          yields: "'{\"Query Parameters\":{\"k1\":\"v1\",\"k2\":\"v2\",\"k3\":\"v3\"}}'")
      ],
      documentation: "parse-url-query-function"),
    FunctionSymbol(
      "parse_path", summary: "The parts of the path of a file.",
      signatures: [
        Signature([.string], returns: .dynamic, Kernel("parsePath", parsePath))
      ],
      examples: [
        FunctionExample(
          "tostring(parse_path('file://C:/temp/file.txt:some.exe').AlternateDataStreamName)",
          yields: "\"some.exe\"")
      ],
      documentation: "parse-path-function"),
    FunctionSymbol(
      "parse_version", summary: "A version as a number that compares as versions do.",
      signatures: [
        Signature([.string], returns: .decimal, Kernel("parseVersion", parseVersion))
      ],
      examples: [
        FunctionExample("parse_version(\"0.0.0.5\")", yields: "decimal(5)"),
        FunctionExample("parse_version(\"1.2.3.4\")", yields: "decimal(1000000020000000300000004)"),
      ],
      documentation: "parse-version-function"),
    FunctionSymbol(
      "parse_csv", summary: "The fields of the first record of comma-separated values.",
      signatures: [
        Signature([.stringOrDynamic], returns: .dynamic, Kernel("parseCSV", parseCSV))
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample(
          "tostring(parse_csv('aa,\"b,b\",\"say \"\"x\"\"\"'))",
          yields: "'[\"aa\",\"b,b\",\"say \\\\\"x\\\\\"\"]'")
      ],
      documentation: "parse-csv-function"),
    FunctionSymbol(
      "parse_xml", summary: "XML text as a dynamic value.",
      signatures: [
        Signature([.stringOrDynamic], returns: .dynamic, Kernel("parseXML", parseXML))
      ],
      resultName: .firstArgument,
      examples: [
        FunctionExample(
          "tostring(parse_xml('<e name=\"value\">text</e>'))",
          yields: "'{\"e\":{\"@name\":\"value\",\"#text\":\"text\"}}'"),
        FunctionExample(
          "tostring(parse_xml('<e> <a>text</a> <a>text</a> </e>'))",
          yields: "'{\"e\":{\"a\":[\"text\",\"text\"]}}'"),
        FunctionExample("tostring(parse_xml('<e/>'))", yields: "'{\"e\":null}'"),
      ],
      documentation: "parse-xml-function"),
    FunctionSymbol(
      "parse_command_line", summary: "The arguments of a command line.",
      signatures: [
        Signature([.stringOrDynamic, .string], returns: .dynamic, Kernel("parseCommandLine", parseCommandLine))
      ],
      examples: [
        FunctionExample(
          "tostring(parse_command_line('echo \"hello world!\"', 'windows'))",
          yields: "'[\"echo\",\"hello world!\"]'")
      ],
      documentation: "parse-command-line-function"),
  ]
}
