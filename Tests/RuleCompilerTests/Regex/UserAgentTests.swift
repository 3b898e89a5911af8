import Foundation
import Testing

@testable import DetectorRuntime
@testable import RuleCompiler

/// `parse_user_agent`: what the patterns of uap-core say about user agents as they are met, worked out with another program
/// that reads them, the Python package ua-parser.
@Suite struct UserAgentTests {
  private let cx = EvaluationContext(now: DateTime(ticks: 0))
  private let patterns = UserAgentPatterns(
    browser: UserAgentPartName.browser.patterns, os: UserAgentPartName.os.patterns,
    device: UserAgentPartName.device.patterns)

  /// The texts of the three parts: browser, operating system, device.
  static let known: [(agent: String, parts: String)] = [
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 "
        + "Safari/537.36",
      "Chrome/120/0/0 | Windows/10/// | Other//"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.5993.89 "
        + "Safari/537.36 Edg/118.0.2088.61",
      "Edge/118/0/2088 | Windows/10/// | Other//"
    ),
    ("Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "IE/11/0/ | Windows/7/// | Other//"),
    (
      "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1; Trident/4.0; .NET CLR 2.0.50727)",
      "IE/8/0/ | Windows/XP/// | Other//"
    ),
    (
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 "
        + "Safari/605.1.15",
      "Safari/16/5/ | Mac OS X/10/15/7/ | Mac/Apple/Mac"
    ),
    (
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:109.0) Gecko/20100101 Firefox/118.0",
      "Firefox/118/0/ | Mac OS X/10/15// | Mac/Apple/Mac"
    ),
    (
      "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:91.0) Gecko/20100101 Firefox/91.0",
      "Firefox/91/0/ | Ubuntu//// | Other//"
    ),
    (
      "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 "
        + "Safari/537.36",
      "Chrome/114/0/0 | Chrome OS/14541/0/0/ | Other//"
    ),
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        + "Version/16.6 Mobile/15E148 Safari/604.1",
      "Mobile Safari/16/6/ | iOS/16/6// | iPhone/Apple/iPhone"
    ),
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 15_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        + "CriOS/97.0.4692.72 Mobile/15E148 Safari/604.1",
      "Chrome Mobile iOS/97/0/4692 | iOS/15/2// | iPhone/Apple/iPhone"
    ),
    (
      "Mozilla/5.0 (Linux; Android 13; SM-S908B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Mobile "
        + "Safari/537.36",
      "Chrome Mobile/112/0/0 | Android/13/// | Samsung SM-S908B/Samsung/SM-S908B"
    ),
    (
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile "
        + "Safari/537.36",
      "Chrome Mobile/120/0/0 | Android/10/// | K/Generic_Android/K"
    ),
    (
      "Mozilla/5.0 (Linux; Android 12; Pixel 6 Build/SD1A.210817.023; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        + "Version/4.0 Chrome/94.0.4606.71 Mobile Safari/537.36",
      "Chrome Mobile WebView/94/0/4606 | Android/12/// | Pixel 6/Google/Pixel 6"
    ),
    (
      "Mozilla/5.0 (Linux; U; Android 4.0.3; de-ch; HTC Sensation Build/IML74K) AppleWebKit/534.30 (KHTML, like "
        + "Gecko) Version/4.0 Mobile Safari/534.30",
      "Android/4/0/3 | Android/4/0/3/ | HTC Sensation/HTC/Sensation"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/104.0.5112.102 "
        + "Safari/537.36 OPR/90.0.4480.84",
      "Opera/90/0/4480 | Windows/10/// | Other//"
    ),
    ("Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18", "Opera/12/18/ | Windows/7/// | Other//"),
    (
      "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10",
      "Opera Mini/7/1/32052 | Other//// | Generic Feature Phone/Generic/Feature Phone"
    ),
    ("curl/7.68.0", "curl/7/68/0 | Other//// | Other//"),
    ("Wget/1.20.3 (linux-gnu)", "Wget/1/20/3 | Linux//// | Other//"),
    ("Go-http-client/1.1", "Go-http-client/1/1/ | Other//// | Other//"),
    ("Java/1.8.0_292", "Java/8/0/292 | Other//// | Spider/Spider/Desktop"),
    ("axios/0.27.2", "axios/0/27/2 | Other//// | Other//"),
    ("Microsoft-CryptoAPI/10.0", "Microsoft-CryptoAPI/10/0/ | Other//// | Other//"),
    ("Microsoft BITS/7.8", "Other/// | Other//// | Other//"),
    (
      "Windows-Update-Agent/10.0.10011.16384 Client-Protocol/2.50",
      "Windows-Update-Agent/10/0/10011 | Windows//// | Other//"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Teams/1.5.00.21463 "
        + "Chrome/98.0.4758.141 Electron/18.3.5 Safari/537.36",
      "Electron/18/3/5 | Windows/10/// | Other//"
    ),
    (
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "Googlebot/2/1/ | Other//// | Spider/Spider/Desktop"
    ),
    (
      "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) "
        + "Chrome/99.0.4844.84 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "Googlebot/2/1/ | Android/6/0/1/ | Spider/Spider/Smartphone"
    ),
    (
      "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
      "bingbot/2/0/ | Other//// | Spider/Spider/Desktop"
    ),
    ("Twitterbot/1.0", "Twitterbot/1/0/ | Other//// | Spider/Spider/Desktop"),
    (
      "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
      "LinkedInBot/1/0/ | Other//// | Spider/Spider/Desktop"
    ),
    ("Mozilla/5.0 zgrab/0.x", "Other/// | Other//// | Other//"),
    (
      "Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)",
      "Other/// | Other//// | Other//"
    ),
    ("WPScan v3.8.22 (https://wpscan.com/wordpress-security-scanner)", "Other/// | Other//// | Spider/Spider/Desktop"),
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) "
        + "Chrome/58.0.3029.110 Safari/537.36 Edge/16.16299",
      "Edge/16/16299/ | Windows/10/// | Other//"
    ),
    ("Roku/DVP-9.10 (519.10E04111A)", "Roku/9/10/ | Roku/9/10// | Roku/Generic_Inettv/Roku"),
    (
      "Mozilla/5.0 (SMART-TV; Linux; Tizen 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Version/5.0 TV "
        + "Safari/537.36",
      "Safari/5/0/ | Tizen/5/0// | Samsung SMART-TV/Samsung/SMART-TV"
    ),
    (
      "Mozilla/5.0 (compatible; MSIE 10.0; Windows Phone 8.0; Trident/6.0; IEMobile/10.0; ARM; Touch; NOKIA; "
        + "Lumia 920)",
      "IE Mobile/10/0/ | Windows Phone/8/0// | Lumia 920/Nokia/Lumia 920"
    ),
    (
      "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
      "Firefox Mobile/48/0/ | KaiOS/2/5// | Nokia 8110/Nokia/8110"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0; WOW64; rv:45.0) Gecko/20100101 Thunderbird/45.2.0",
      "Thunderbird/45/2/0 | Windows/10/// | Other//"
    ),
  ]

  private func parts(_ agent: String) -> String {
    let result = parseUserAgent(cx.arena.copy(agent), patterns, cx)
    let parts = stride(from: 1, to: result.pairs.count, by: 2).map { part in
      let values = result.pairs[part].pairs
      return stride(from: 1, to: values.count, by: 2).map { values[$0].string.description }.joined(separator: "/")
    }
    return parts.joined(separator: " | ")
  }

  @Test func knownAgents() {
    // Twice: the second time what was found is remembered.
    for _ in 0..<2 {
      for (agent, expected) in Self.known { #expect(parts(agent) == expected, "\(agent)") }
    }
  }

  @Test func unknownAgents() {
    let nothing = "Other/// | Other//// | Other//"
    for agent in ["", "a", "-", "(null)"] { #expect(parts(agent) == nothing, "\(agent)") }
    // A character beyond ASCII leaves no pattern out; a long text is not remembered.
    #expect(parts("Seznam prohlížeč/5.2.1 Firefox/118.0").hasPrefix("Firefox/118/0/ | "))
    let long = String(repeating: "x", count: 3000) + " Firefox/118.0"
    for _ in 0..<2 { #expect(parts(long).hasPrefix("Firefox/118/0/ | ")) }
  }

  /// What is remembered is what was found, also when many texts have been met in between.
  @Test func manyAgents() {
    for round in 0..<2 {
      for number in 0..<3000 where round == 0 || number % 7 == 0 {
        let agent = cx.arena.copy("curl/\(number).\(number % 10)")
        let result = parseUserAgent(agent, UserAgentPatterns(browser: patterns.browser), cx)
        #expect(textOf(result, cx).description.contains(#""Family":"curl","MajorVersion":"\#(number)""#))
      }
    }
  }

  /// The literals only leave out patterns that do not match.
  @Test func literalsDecideNothing() throws {
    let cases: [(Str, UserAgentPart)] = [(patterns.browser, .browser), (patterns.os, .os), (patterns.device, .device)]
    for (text, part) in cases {
      let lines = text.description.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
      }
      let programs = try lines.map { try RegexCompiler.compileQuickly(String($0[0])) }
      let compiled = programs.map { CompiledPattern(program: cx.arena.copy($0)) }
      for (agent, _) in Self.known {
        let agent = cx.arena.copy(agent)
        let first = compiled.firstIndex { $0.matches(agent) }
        var found: String?
        UserAgentMatcher.ofThread(text, part).find(agent) { templates, slots, _ in
          found = slots == nil ? nil : templates.map(\.description).joined(separator: "|")
        }
        let given = first.map { index in
          part.templates.enumerated().map { place, usual in
            lines[index].count > place + 1 && !lines[index][place + 1].isEmpty
              ? String(lines[index][place + 1]) : usual.description
          }.joined(separator: "|")
        }
        #expect(found == given, "\(agent)")
      }
    }
  }

  @Test func lookForIsAConstant() {
    #expect(
      BinderFixture.bind("Hosts | extend x = parse_user_agent(Host, Account)").errors == ["constant-expected 'Account'"]
    )
    for wrong in ["'Browser'", "dynamic(['os', 'cpu'])", "dynamic([])", "dynamic([1])"] {
      #expect(
        BinderFixture.bind("Hosts | extend x = parse_user_agent(Host, \(wrong))").errors == [
          "invalid-argument '\(wrong)'"
        ])
    }
    #expect(
      BinderFixture.schema("let parts = dynamic(['os']); Hosts | project x = parse_user_agent(Host, parts)")
        == "x:dynamic")
  }

  /// A detector holds the patterns of the parts that its rule asks for, once.
  @Test func patternsAreEmittedOnDemand() throws {
    func swift(_ query: String) throws -> String {
      try #require(Compiler(options: .init()).compileQuery(query, id: "Agents").swift)
    }
    let none = try swift("SigninLogs | where UserAgent has 'curl' | project UserAgent")
    #expect(!none.contains("patternsOf"))
    let one = try swift(
      "SigninLogs | where parse_user_agent(UserAgent, 'os').OperatingSystem.Family == 'Linux' "
        + "| project x = parse_user_agent(UserAgent, dynamic(['os'])), UserAgent")
    #expect(one.components(separatedBy: "static let patternsOfSystems: Str = #\"\"\"").count == 2)
    #expect(!one.contains("patternsOfBrowsers") && !one.contains("patternsOfDevices"))
    #expect(one.contains("Apache License 2.0"))
  }
}
