import DetectorRuntime

/// Functions that encode, decode and hash.
enum EncodingFunctions {
  static let all: [FunctionSymbol] = base64 + compression + punycode + urls + hashes

  private static let base64: [FunctionSymbol] = [
    FunctionSymbol(
      "base64_encode_tostring", aliases: ["base64_encodestring"],
      summary: "The base64 form of the bytes of a string.",
      signatures: [
        Signature([.string], returns: .string, Kernel("base64Encoded", base64Encoded))
      ],
      examples: [
        FunctionExample("base64_encode_tostring(\"Kusto\")", yields: "\"S3VzdG8=\"")
      ],
      documentation: "base64-encode-tostring-function"),
    FunctionSymbol(
      "base64_decode_tostring", aliases: ["base64_decodestring"],
      summary: "The string that a base64 text stands for; empty if it is not UTF-8.",
      signatures: [
        Signature([.string], returns: .string, Kernel("base64Decoded", base64Decoded))
      ],
      examples: [
        FunctionExample("base64_decode_tostring(\"S3VzdG8=\")", yields: "\"Kusto\""),
        FunctionExample("base64_decode_tostring(\"U3RyaW5n0KHR0tGA0L7Rh9C60LA=\")", yields: "\"\""),
      ],
      documentation: "base64-decode-tostring-function"),
    FunctionSymbol(
      "base64_decode_toarray", summary: "The bytes that a base64 text stands for, as an array of longs.",
      signatures: [
        Signature([.string], returns: .dynamic, Kernel("base64DecodedArray", base64DecodedArray))
      ],
      examples: [
        FunctionExample("tostring(base64_decode_toarray(\"S3VzdG8=\"))", yields: "\"[75,117,115,116,111]\"")
      ],
      documentation: "base64-decode-toarray-function"),
    FunctionSymbol(
      "base64_encode_fromarray", summary: "The base64 form of an array of bytes.",
      signatures: [
        Signature([.dynamic], returns: .string, Kernel("base64EncodedArray", base64EncodedArray))
      ],
      examples: [
        FunctionExample("base64_encode_fromarray(dynamic([75, 117, 115, 116, 111]))", yields: "\"S3VzdG8=\"")
      ],
      documentation: "base64-encode-fromarray-function"),
    FunctionSymbol(
      "base64_decode_toguid", summary: "The guid that a base64 text stands for.",
      signatures: [
        Signature([.string], returns: .guid, Kernel("base64DecodedGuid", base64DecodedGuid))
      ],
      examples: [
        FunctionExample(
          "base64_decode_toguid(\"8jMxriJurkmwahbmqbIS6w==\")",
          yields: "guid(ae3133f2-6e22-49ae-b06a-16e6a9b212eb)")
      ],
      documentation: "base64-decode-toguid-function"),
    FunctionSymbol(
      "base64_encode_fromguid", summary: "The base64 form of a guid.",
      signatures: [
        Signature([.guid], returns: .string, Kernel("base64EncodedGuid", base64EncodedGuid))
      ],
      examples: [
        FunctionExample(
          "base64_encode_fromguid(guid(ae3133f2-6e22-49ae-b06a-16e6a9b212eb))",
          yields: "\"8jMxriJurkmwahbmqbIS6w==\"")
      ],
      documentation: "base64-encode-fromguid-function"),
  ]

  private static let compression: [FunctionSymbol] = [
    FunctionSymbol(
      "zlib_compress_to_base64_string", summary: "A string compressed as zlib data, in base64.",
      signatures: [
        Signature([.string], returns: .string, Kernel("zlibCompressed", zlibCompressed))
      ],
      examples: [
        FunctionExample(
          "zlib_compress_to_base64_string('1234567890qwertyuiop')",
          yields: "'eAEBFADr/zEyMzQ1Njc4OTBxd2VydHl1aW9wOAkGdw=='"),
        FunctionExample(
          "zlib_decompress_from_base64_string(zlib_compress_to_base64_string('aaaaaaaaaaaaaaaaaaaa'))",
          yields: "'aaaaaaaaaaaaaaaaaaaa'"),
      ],
      documentation: "zlib-base64-compress-function"),
    FunctionSymbol(
      "gzip_compress_to_base64_string", summary: "A string compressed as gzip data, in base64.",
      signatures: [
        Signature([.string], returns: .string, Kernel("gzipCompressed", gzipCompressed))
      ],
      examples: [
        FunctionExample(
          "gzip_compress_to_base64_string('1234567890qwertyuiop')",
          yields: "'H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA=='"),
        FunctionExample(
          "gzip_decompress_from_base64_string(gzip_compress_to_base64_string('aaaaaaaaaaaaaaaaaaaa'))",
          yields: "'aaaaaaaaaaaaaaaaaaaa'"),
      ],
      documentation: "gzip-base64-compress"),
    FunctionSymbol(
      "zlib_decompress_from_base64_string",
      summary: "The string that zlib data in base64 stands for; empty if it is none.",
      signatures: [
        Signature([.string], returns: .string, Kernel("zlibDecompressed", zlibDecompressed))
      ],
      examples: [
        FunctionExample(
          "zlib_decompress_from_base64_string(\"eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4=\")",
          yields: "\"Test string 123\""),
        FunctionExample("zlib_decompress_from_base64_string(\"x0x0x0\")", yields: "\"\""),
      ],
      documentation: "zlib-base64-decompress-function"),
    FunctionSymbol(
      "gzip_decompress_from_base64_string",
      summary: "The string that gzip data in base64 stands for; empty if it is none.",
      signatures: [
        Signature([.string], returns: .string, Kernel("gzipDecompressed", gzipDecompressed))
      ],
      examples: [
        FunctionExample(
          "gzip_decompress_from_base64_string(\"H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA==\")",
          yields: "\"1234567890qwertyuiop\"")
      ],
      documentation: "gzip-base64-decompress"),
  ]

  private static let punycode: [FunctionSymbol] = [
    FunctionSymbol(
      "punycode_from_string", summary: "The punycode of a string.",
      signatures: [
        Signature([.string], returns: .string, Kernel("punycodeEncoded", punycodeEncoded))
      ],
      examples: [
        FunctionExample("punycode_from_string('académie-française')", yields: "'acadmie-franaise-npb1a'"),
        FunctionExample("punycode_from_string('艺术')", yields: "'cqv902d'"),
      ],
      documentation: "punycode-from-string-function"),
    FunctionSymbol(
      "punycode_to_string", summary: "The string that a punycode stands for.",
      signatures: [
        Signature([.string], returns: .string, Kernel("punycodeDecoded", punycodeDecoded))
      ],
      examples: [
        FunctionExample("punycode_to_string('acadmie-franaise-npb1a')", yields: "'académie-française'")
      ],
      documentation: "punycode-to-string-function"),
    FunctionSymbol(
      "punycode_domain_to_string", summary: "A domain name with its labels beyond ASCII in punycode.",
      signatures: [
        Signature([.string], returns: .string, Kernel("punycodeDomainEncoded", punycodeDomainEncoded))
      ],
      examples: [
        FunctionExample(
          "punycode_domain_to_string('Riðill｡Skáldskaparmál｡org')",
          yields: "'xn--Riill-jta.xn--Skldskaparml-dbbj.org'")
      ],
      documentation: "punycode-domain-to-string-function"),
    FunctionSymbol(
      "punycode_domain_from_string", summary: "A domain name with its labels in punycode decoded.",
      signatures: [
        Signature([.string], returns: .string, Kernel("punycodeDomainDecoded", punycodeDomainDecoded))
      ],
      examples: [
        FunctionExample(
          "punycode_domain_from_string('xn--Ry-lja8c.xn--Jng-uta63a.xn--Bng-9ka.com')",
          yields: "'Rúyì.Jīngū.Bàng.com'")
      ],
      documentation: "punycode-domain-from-string-function"),
  ]

  private static let urls: [FunctionSymbol] = [
    FunctionSymbol(
      "url_encode",
      summary: "The string with the characters a URL may not contain encoded; a blank is a plus sign.",
      signatures: [
        Signature([.string], returns: .string, Kernel("urlEncoded", urlEncoded))
      ],
      examples: [
        FunctionExample(
          "url_encode('https://www.bing.com/hello world')",
          yields: "'https%3a%2f%2fwww.bing.com%2fhello+world'")
      ],
      documentation: "url-encode-function"),
    FunctionSymbol(
      "url_encode_component",
      summary: "The string with the characters a URL may not contain encoded; a blank is %20.",
      signatures: [
        Signature([.string], returns: .string, Kernel("urlComponentEncoded", urlComponentEncoded))
      ],
      examples: [
        FunctionExample(
          "url_encode_component('https://www.bing.com/hello world/')",
          yields: "'https%3a%2f%2fwww.bing.com%2fhello%20world%2f'")
      ],
      documentation: "url-encode-component-function"),
    FunctionSymbol(
      "url_decode", summary: "The string that a URL-encoded string stands for.",
      signatures: [
        Signature([.string], returns: .string, Kernel("urlDecoded", urlDecoded))
      ],
      examples: [
        FunctionExample("url_decode('https%3a%2f%2fwww.bing.com%2f')", yields: "'https://www.bing.com/'")
      ],
      documentation: "url-decode-function"),
  ]

  private static let hashes: [FunctionSymbol] = [
    FunctionSymbol(
      "hash", aliases: ["hash_xxhash64"],
      summary: "The xxHash64 of a value, or its remainder by a modulus.",
      signatures: [
        Signature([.string, .long], defaults: [.null(.long)], returns: .long, Kernel("hashOfText", hashOfText)),
        Signature([.long, .long], defaults: [.null(.long)], returns: .long, Kernel("hashOfLong", hashOfLong)),
        Signature([.real, .long], defaults: [.null(.long)], returns: .long, Kernel("hashOfReal", hashOfReal)),
        Signature(
          [.datetime, .long], defaults: [.null(.long)], returns: .long,
          Kernel("hashOfDateTime", hashOfDateTime)),
        Signature(
          [.timespan, .long], defaults: [.null(.long)], returns: .long,
          Kernel("hashOfTimeSpan", hashOfTimeSpan)),
      ],
      examples: [
        FunctionExample("hash(\"World\")", yields: "1846988464401551951"),
        FunctionExample("hash(\"World\", 100)", yields: "51"),
        FunctionExample("hash(datetime(2015-01-01))", yields: "1380966698541616202"),
      ],
      documentation: "hash-function"),
    FunctionSymbol(
      "hash_md5", summary: "The MD5 hash of a value in hexadecimal digits.",
      signatures: [
        Signature([.any], returns: .string, Kernel("md5Text", md5Text))
      ],
      examples: [
        FunctionExample("hash_md5(\"World\")", yields: "'f5a7924e621e84c9280a9a27e1bcb7f6'"),
        FunctionExample("hash_md5(datetime(2020-01-01))", yields: "'786c530672d1f8db31fee25ea8a9390b'"),
      ],
      documentation: "hash-md5-function"),
    FunctionSymbol(
      "hash_sha1", summary: "The SHA-1 hash of a value in hexadecimal digits.",
      signatures: [
        Signature([.any], returns: .string, Kernel("sha1Text", sha1Text))
      ],
      examples: [
        FunctionExample("hash_sha1(\"World\")", yields: "'70c07ec18ef89c5309bbb0937f3a6342411e1fdd'")
      ],
      documentation: "hash-sha1-function"),
    FunctionSymbol(
      "hash_sha256", summary: "The SHA-256 hash of a value in hexadecimal digits.",
      signatures: [
        Signature([.any], returns: .string, Kernel("sha256Text", sha256Text))
      ],
      examples: [
        FunctionExample(
          "hash_sha256(\"World\")",
          yields: "'78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524'")
      ],
      documentation: "hash-sha256-function"),
  ]
}
