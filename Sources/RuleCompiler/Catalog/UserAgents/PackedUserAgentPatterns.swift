// Written by Scripts/pack-user-agent-patterns.py from revision 73e7340c3ed8055051607b296bf46ead7aa5f19e
// of https://github.com/ua-parser/uap-core, by the ua-parser project and its contributors, under the Apache License 2.0
// (https://www.apache.org/licenses/LICENSE-2.0); changed in form only. Do not edit.
// swift-format-ignore-file

/// The patterns that tell what a user agent is; the script says how they are packed.
enum PackedUserAgentPatterns {
  static let revision = "73e7340c3ed8055051607b296bf46ead7aa5f19e"
  static let browsers: StaticString = #"""
(GeoEvent Server) (\d+)(?:\.(\d+)(?:\.(\d+)|)|)
(ArcGIS Pro)(?: (\d+)\.(\d+)\.([^ ]+)|)
ArcGIS Client Using WinInet\#tArcMap
(OperationsDashboard)-(?:Windows)-(\d+)\.(\d+)\.(\d+)\#tOperations Dashboard for ArcGIS
(arcgisearth)/(\d+)\.(\d+)(?:\.(\d+)|)\#tArcGIS Earth
com.esri.(earth).phone/(\d+)\.(\d+)(?:\.(\d+)|)\#tArcGIS Earth
(arcgis-explorer)/(\d+)\.(\d+)\.(\d+)\#tExplorer for ArcGIS
arcgis-(collector|aurora)/(\d+)\.(\d+)\.(\d+)\#tCollector for ArcGIS
(arcgis-workforce)/(\d+)\.(\d+)\.(\d+)\#tWorkforce for ArcGIS
(Collector|Explorer|Workforce)-(?:Android|iOS)-(\d+)\.(\d+)(?:\.(\d+)|)\#t$1 for ArcGIS
(Explorer|Collector)/(\d+) CFNetwork\#t$1 for ArcGIS
ArcGISRuntime-(Android|iOS|NET|Qt)/(\d+)\.(\d+)(?:\.(\d+)|)\#tArcGIS Runtime SDK for $1
ArcGIS\.?(iOS|Android|NET|Qt)(?:-|\.)(\d+)\.(\d+)(?:\.(\d+)|)\#tArcGIS Runtime SDK for $1
ArcGIS\.Runtime\.(Qt)\.(\d+)\.(\d+)(?:\.(\d+)|)\#tArcGIS Runtime SDK for $1
^(Luminary)[Stage]+/(\d+) CFNetwork
(ESPN)[%20| ]+Radio/(\d+)\.(\d+)\.(\d+) CFNetwork
(Antenna)/(\d+) CFNetwork\#tAntennaPod
(TopPodcasts)Pro/(\d+) CFNetwork
(MusicDownloader)Lite/(\d+)\.(\d+)\.(\d+) CFNetwork
^(.{0,200})-iPad\/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|) CFNetwork
^(.{0,200})-iPhone/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|) CFNetwork
^(.{0,200})/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|) CFNetwork
^(Luminary)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
(espn\.go)\#tESPN
(espnradio\.com)\#tESPN
ESPN APP$\#tESPN
(audioboom\.com)\#tAudioBoom
 (Rivo) RHYTHM
(CFNetwork)(?:/(\d+)\.(\d+)(?:\.(\d+)|)|)\#tCFNetwork
(Pingdom\.com_bot_version_)(\d+)\.(\d+)\#tPingdomBot
(PingdomTMS)/(\d+)\.(\d+)\.(\d+)\#tPingdomBot
(PingdomPageSpeed)/(\d+)\.(\d+)\#tPingdomBot
 (PTST)/(\d+)(?:\.(\d+)|)$\#tWebPageTest.org bot
X11; (Datanyze); Linux
(NewRelicPinger)/(\d+)\.(\d+)\#tNewRelicPingerBot
(RuxitSynthetic)/(\d+)\.(\d+)\#tRuxit Synthetic
(Tableau)/(\d+)\.(\d+)\#tTableau
AppleWebKit/\d{1,10}\.\d{1,10}.{0,200} Safari.{0,200} (CreativeCloud)/(\d+)\.(\d+).(\d+)\#tAdobe CreativeCloud
(Salesforce)(?:.)\/(\d+)\.(\d?)
(\(StatusCake\))\#tStatusCakeBot
(facebookexternalhit)/(\d+)\.(\d+)\#tFacebookBot
Google.{0,50}/\+/web/snippet\#tGooglePlusBot
via ggpht\.com GoogleImageProxy\#tGmailImageProxy
YahooMailProxy; https://help\.yahoo\.com/kb/yahoo-mail-proxy-SLN28749\.html\#tYahooMailProxy
(Twitterbot)/(\d+)\.(\d+)\#tTwitterbot
/((?:Ant-|)Nutch|[A-z]+[Bb]ot|[A-z]+[Ss]pider|Axtaris|fetchurl|Isara|ShopSalad|Tailsweep)[ \-](\d+)(?:\.(\d+)|)(?:\.(\d+)|)
\b(008|Altresium|Argus|BaiduMobaider|BoardReader|DNSGroup|DataparkSearch|EDI|Goodzer|Grub|INGRID|Infohelfer|LinkedInBot|LOOQ|Nutch|OgScrper|Pandora|PathDefender|Peew|PostPost|Steeler|Twitterbot|VSE|WebCrunch|WebZIP|Y!J-BR[A-Z]|YahooSeeker|envolk|sproose|wminer)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
(MSIE) (\d+)\.(\d+)([a-z]\d|[a-z]|);.{0,200} MSIECrawler\#tMSIECrawler
(DAVdroid)/(\d+)\.(\d+)(?:\.(\d+)|)
(Google-HTTP-Java-Client|Apache-HttpClient|PostmanRuntime|Go-http-client|scalaj-http|http%20client|Python-urllib|HttpMonitor|TLSProber|WinHTTP|JNLP|okhttp|aihttp|reqwest|axios|unirest-(?:java|python|ruby|nodejs|php|net))(?:[ /](\d+)(?:\.(\d+)|)(?:\.(\d+)|)|)
(Pinterest(?:bot|))/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)[;\s(]+\+https://www.pinterest.com/bot.html\#tPinterestbot
(CSimpleSpider|Cityreview Robot|CrawlDaddy|CrawlFire|Finderbots|Index crawler|Job Roboter|KiwiStatus Spider|Lijit Crawler|QuerySeekerSpider|ScollSpider|Trends Crawler|USyd-NLP-Spider|SiteCat Webbot|BotName\/\$BotVersion|123metaspider-Bot|1470\.net crawler|50\.nu|8bo Crawler Bot|Aboundex|Accoona-[A-z]{1,30}-Agent|AdsBot-Google(?:-[a-z]{1,30}|)|altavista|AppEngine-Google|archive.{0,30}\.org_bot|archiver|Ask Jeeves|[Bb]ai[Dd]u[Ss]pider(?:-[A-Za-z]{1,30})(?:-[A-Za-z]{1,30}|)|bingbot|BingPreview|blitzbot|BlogBridge|Bloglovin|BoardReader Blog Indexer|BoardReader Favicon Fetcher|boitho.com-dc|BotSeer|BUbiNG|\b\w{0,30}favicon\w{0,30}\b|\bYeti(?:-[a-z]{1,30}|)|Catchpoint(?: bot|)|[Cc]harlotte|Checklinks|clumboot|Comodo HTTP\(S\) Crawler|Comodo-Webinspector-Crawler|ConveraCrawler|CRAWL-E|CrawlConvera|Daumoa(?:-feedfetcher|)|Feed Seeker Bot|Feedbin|findlinks|Flamingo_SearchEngine|FollowSite Bot|furlbot|Genieo|gigabot|GomezAgent|gonzo1|(?:[a-zA-Z]{1,30}-|)Googlebot(?:-[a-zA-Z]{1,30}|)|GoogleOther|Google SketchUp|grub-client|gsa-crawler|heritrix|HiddenMarket|holmes|HooWWWer|htdig|ia_archiver|ICC-Crawler|Icarus6j|ichiro(?:/mobile|)|IconSurf|IlTrovatore(?:-Setaccio|)|InfuzApp|Innovazion Crawler|InternetArchive|IP2[a-z]{1,30}Bot|jbot\b|KaloogaBot|Kraken|Kurzor|larbin|LEIA|LesnikBot|Linguee Bot|LinkAider|LinkedInBot|Lite Bot|Llaut|lycos|Mail\.RU_Bot|masscan|masidani_bot|Mediapartners-Google|Microsoft .{0,30} Bot|mogimogi|mozDex|MJ12bot|msnbot(?:-media {0,2}|)|msrbot|Mtps Feed Aggregation System|netresearch|Netvibes|NewsGator[^/]{0,30}|^NING|Nutch[^/]{0,30}|Nymesis|ObjectsSearch|OgScrper|Orbiter|OOZBOT|PagePeeker|PagesInventory|PaxleFramework|Peeplo Screenshot Bot|PHPCrawl|PlantyNet_WebRobot|Pompos|Qwantify|Read%20Later|Reaper|RedCarpet|Retreiver|Riddler|Rival IQ|scooter|Scrapy|Scrubby|searchsight|seekbot|semanticdiscovery|SemrushBot|Simpy|SimplePie|SEOstats|SimpleRSS|SiteCon|Slackbot-LinkExpanding|Slack-ImgProxy|Slurp|snappy|Speedy Spider|Squrl Java|Stringer|TheUsefulbot|ThumbShotsBot|Thumbshots\.ru|Tiny Tiny RSS|Twitterbot|WhatsApp|URL2PNG|Vagabondo|VoilaBot|^vortex|Votay bot|^voyager|WASALive.Bot|Web-sniffer|WebThumb|WeSEE:[A-z]{1,30}|WhatWeb|WIRE|WordPress|Wotbox|www\.almaden\.ibm\.com|Xenu(?:.s|) Link Sleuth|Xerka [A-z]{1,30}Bot|yacy(?:bot|)|YahooSeeker|Yahoo! Slurp|Yandex\w{1,30}|YodaoBot(?:-[A-z]{1,30}|)|YottaaMonitor|Yowedo|^Zao|^Zao-Crawler|ZeBot_www\.ze\.bz|ZooShot|ZyBorg|ArcGIS Hub Indexer|GPTBot|Google-InspectionTool)(?:[ /]v?(\d+)(?:\.(\d+)(?:\.(\d+)|)|)|)
\b(Boto3?|JetS3t|aws-(?:cli|sdk-(?:cpp|go|go-v\d|java|nodejs|ruby2?|dotnet-(?:\d{1,2}|core)))|s3fs)/(\d+)\.(\d+)(?:\.(\d+)|)
(FME)\/(\d+\.\d+)\.(\d+)\.(\d+)
(QGIS)\/(\d)\.?0?(\d{1,2})\.?0?(\d{1,2})
(JOSM)/(\d+)\.(\d+)
(Tygron Platform) \((\d+)\.(\d+)\.(\d+(?:\.\d+| RC \d+\.\d+))
\[(FBAN/MessengerForiOS|FB_IAB/MESSENGER);FBAV/(\d+)(?:\.(\d+)(?:\.(\d+)(?:\.(\d+)|)|)|)\#tFacebook Messenger
\[FB.{0,300};(FBAV)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)\#tFacebook
\[FB.{0,300};\#tFacebook
(RecipeRadar)/(\d+)\.(\d+)(?:\.(\d+)|)
^.{0,200}?(?:\/[A-Za-z0-9\.]{0,50}|) {0,2}([A-Za-z0-9 \-_\!\[\]:]{0,50}(?:[Aa]rchiver|[Ii]ndexer|[Ss]craper|[Bb]ot|[Ss]pider|[Cc]rawl[a-z]{0,50}))[/ ](\d+)(?:\.(\d+)(?:\.(\d+)|)|)
^.{0,200}?((?:[A-Za-z][A-Za-z0-9 -]{0,50}|)[^C][^Uu][Bb]ot)\b(?:(?:[ /]| v)(\d+)(?:\.(\d+)|)(?:\.(\d+)|)|)
^.{0,200}?((?:[A-z0-9]{1,50}|[A-z\-]{1,50} ?|)(?: the |)(?:[Ss][Pp][Ii][Dd][Ee][Rr]|[Ss]crape|[Cc][Rr][Aa][Ww][Ll])[A-z0-9]{0,50})(?:(?:[ /]| v)(\d+)(?:\.(\d+)|)(?:\.(\d+)|)|)
(HbbTV)/(\d+)\.(\d+)\.(\d+) \(
(Chimera|SeaMonkey|Camino|Waterfox)/(\d+)\.(\d+)\.?([ab]?\d+[a-z]*|)
(SailfishBrowser)/(\d+)\.(\d+)(?:\.(\d+)|)\#tSailfish Browser
\[(Pinterest)/[^\]]{1,50}\]
(Pinterest)(?: for Android(?: Tablet|)|)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
Mozilla.{1,200}Mobile.{1,100}(Instagram).(\d+)\.(\d+)\.(\d+)
(Instagram) (\d+)\.(\d+)\.(\d+)
Mozilla.{1,200}Mobile.{1,100}(Flipboard).(\d+)\.(\d+)\.(\d+)
Mozilla.{1,200}Mobile.{1,100}(Flipboard-Briefing).(\d+)\.(\d+)\.(\d+)
Mozilla.{1,200}Mobile.{1,100}(Onefootball)\/Android.(\d+)\.(\d+)\.(\d+)
(Snapchat)\/(\d+)\.(\d+)\.(\d+)\.(\d+)
(Twitter for (?:iPhone|iPad)|TwitterAndroid)(?:\/(\d+)\.(\d+)|)\#tTwitter
(musical_ly) app_version\/(\d+)\.(\d+)\.(\d+)\#tTikTok
(musical_ly_)(\d+)\.(\d+)\.(\d+)\#tTikTok
(BytedanceWebview)\/[a-z0-9]+\#tTikTok
Mozilla.{1,200}Mobile.{1,100}(KAKAOTALK)/(\d+)\.(\d+)\.(\d+)\#tKakaoTalk
(Telegram-Android)/(\d+)\.(\d+)\.(\d+)\#tTelegram
Mozilla.{1,200}Mobile.{1,100}(Phantom\/ios|Phantom\/android).(\d+)\.(\d+)\.(\d+)\#tPhantom
Mozilla.{1,100}Mobile.{1,100}(AspiegelBot|PetalBot)\#tSpider
AspiegelBot|PetalBot\#tSpider
(Firefox)/(\d+)\.(\d+) Basilisk/(\d+)\#tBasilisk
(PaleMoon)/(\d+)\.(\d+)(?:\.(\d+)|)\#tPale Moon
(Camoufox) Camoufox (\d+)\.(\d+)
(Fennec)/(\d+)\.(\d+)\.?([ab]?\d+[a-z]*)\#tFirefox Mobile
(Fennec)/(\d+)\.(\d+)(pre)\#tFirefox Mobile
(Fennec)/(\d+)\.(\d+)\#tFirefox Mobile
(?:Mobile|Tablet);.{0,200}(Firefox)/(\d+)\.(\d+)\#tFirefox Mobile
(Namoroka|Shiretoko|Minefield)/(\d+)\.(\d+)\.(\d+(?:pre|))\#tFirefox ($1)
(Firefox)/(\d+)\.(\d+)(a\d+[a-z]*)\#tFirefox Alpha
(Firefox)/(\d+)\.(\d+)(b\d+[a-z]*)\#tFirefox Beta
(Firefox)-(?:\d+\.\d+|)/(\d+)\.(\d+)(a\d+[a-z]*)\#tFirefox Alpha
(Firefox)-(?:\d+\.\d+|)/(\d+)\.(\d+)(b\d+[a-z]*)\#tFirefox Beta
(Namoroka|Shiretoko|Minefield)/(\d+)\.(\d+)([ab]\d+[a-z]*|)\#tFirefox ($1)
(Firefox).{0,200}Tablet browser (\d+)\.(\d+)\.(\d+)\#tMicroB
(MozillaDeveloperPreview)/(\d+)\.(\d+)([ab]\d+[a-z]*|)
(FxiOS)/(\d+)\.(\d+)(\.(\d+)|)(\.(\d+)|)\#tFirefox iOS
(Flock)/(\d+)\.(\d+)(b\d+?)
(RockMelt)/(\d+)\.(\d+)\.(\d+)
(Navigator)/(\d+)\.(\d+)\.(\d+)\#tNetscape
(Navigator)/(\d+)\.(\d+)([ab]\d+)\#tNetscape
(Netscape6)/(\d+)\.(\d+)\.?([ab]?\d+|)\#tNetscape
(MyIBrow)/(\d+)\.(\d+)\#tMy Internet Browser
(UC? ?Browser|UCWEB|UCMobile|U3)[ /]?(\d+)\.(\d+)\.(\d+)\#tUC Browser
(Opera Tablet).{0,200}Version/(\d+)\.(\d+)(?:\.(\d+)|)
(Opera Mini)(?:/att|)/?(\d+|)(?:\.(\d+)|)(?:\.(\d+)|)
(Opera)/.{1,100}Opera Mobi.{1,100}Version/(\d+)\.(\d+)\#tOpera Mobile
(Opera)/(\d+)\.(\d+).{1,100}Opera Mobi\#tOpera Mobile
Opera Mobi.{1,100}(Opera)(?:/|\s+)(\d+)\.(\d+)\#tOpera Mobile
Opera Mobi\#tOpera Mobile
(Opera)/9.80.{0,200}Version/(\d+)\.(\d+)(?:\.(\d+)|)
(?:Mobile Safari).{1,300}(OPR)/(\d+)\.(\d+)\.(\d+)\#tOpera Mobile
(?:Chrome).{1,300}(OPR)/(\d+)\.(\d+)\.(\d+)\#tOpera
(OPX)/(\d+)\.(\d+)(?:\.(\d+)|)\#tOpera GX
(OPT)/(\d+)\.(\d+)(?:\.(\d+)|)\#tOpera Touch
(Coast)/(\d+).(\d+).(\d+)\#tOpera Coast
(OPiOS)/(\d+).(\d+).(\d+)\#tOpera Mini
Chrome/.{1,200}( MMS)/(\d+).(\d+).(\d+)\#tOpera Neon
(hpw|web)OS/(\d+)\.(\d+)(?:\.(\d+)|)\#twebOS Browser
(luakit)\#tLuaKit
(Snowshoe)/(\d+)\.(\d+).(\d+)
Gecko/\d+ (Lightning)/(\d+)\.(\d+)\.?((?:[ab]?\d+[a-z]*)|(?:\d*))
(Firefox)/(\d+)\.(\d+)\.(\d+(?:pre|)) \(Swiftfox\)\#tSwiftfox
(Firefox)/(\d+)\.(\d+)([ab]\d+[a-z]*|) \(Swiftfox\)\#tSwiftfox
(rekonq)/(\d+)\.(\d+)(?:\.(\d+)|) Safari\#tRekonq
rekonq\#tRekonq
(conkeror|Conkeror)/(\d+)\.(\d+)(?:\.(\d+)|)\#tConkeror
(konqueror)/(\d+)\.(\d+)\.(\d+)\#tKonqueror
(WeTab)-Browser
(Comodo_Dragon)/(\d+)\.(\d+)\.(\d+)\#tComodo Dragon
(Symphony) (\d+).(\d+)
PLAYSTATION 3.{1,200}WebKit\#tNetFront NX
PLAYSTATION 3\#tNetFront
(PlayStation Portable)\#tNetFront
(PlayStation Vita)\#tNetFront NX
AppleWebKit.{1,200} (NX)/(\d+)\.(\d+)\.(\d+)\#tNetFront NX
(Nintendo 3DS)\#tNetFront NX
(HuaweiBrowser)/(\d+)\.(\d+)\.(\d+)\.\d+\#tHuawei Browser
(AVG)/(\d+)\.(\d+)\.(\d+)\.\d+\#tAVG
(AvastSecureBrowser|Avast)/(\d+)\.(\d+)\.(\d+)\#tAvast Secure Browser
(Instabridge)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
(AlohaBrowser|ABB)/(\d+)\.(\d+)\.(\d+)(?:\.(\d+)|)\#tAloha Browser
((?:B|b)rave(?:\sChrome)?)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|)\#tBrave
(?:\()?Brave(?:\))?\s*$\#tBrave
(Silk)/(\d+)\.(\d+)(?:\.([0-9\-]+)|)\#tAmazon Silk
(Puffin)/(\d+)\.(\d+)(?:\.(\d+)|)
Windows Phone .{0,200}(Edge)/(\d+)\.(\d+)\#tEdge Mobile
(EdgiOS|EdgA)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|)\#tEdge Mobile
(OculusBrowser)/(\d+)\.(\d+)(?:\.([0-9\-]+)|)\#tOculus Browser
(SamsungBrowser)/(\d+)\.(\d+)\#tSamsung Internet
(SznProhlizec)/(\d+)\.(\d+)(?:\.(\d+)|)\#tSeznam prohlížeč
(coc_coc_browser)/(\d+)\.(\d+)(?:\.(\d+)|)\#tCoc Coc
(MxBrowser)/(\d+)\.(\d+)(?:\.(\d+)|)\#tMaxthon
(Crosswalk)/(\d+)\.(\d+)\.(\d+)\.(\d+)
(Line)/(\d+)\.(\d+)\.(\d+)\#tLINE
(MiuiBrowser)/(\d+)\.(\d+)\.(\d+)\#tMiuiBrowser
(Mint Browser)/(\d+)\.(\d+)\.(\d+)\#tMint Browser
(TopBuzz)/(\d+).(\d+).(\d+)\#tTopBuzz
Mozilla.{1,200}Android.{1,200}(GSA)/(\d+)\.(\d+)\.(\d+)\#tGoogle
(baidubrowser)[/\s](\d+)(?:\.(\d+)|)(?:\.(\d+)|)\#tBaidu Browser
(FlyFlow|flyflow|baiduboxapp)/(\d+)\.(\d+)(?:\.(\d+)|)(?:\.(\d+)|)\#tBaidu Explorer
(MQQBrowser/Mini)(?:(\d+)(?:\.(\d+)|)(?:\.(\d+)|)|)\#tQQ Browser Mini
(MQQBrowser)(?:/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)|)\#tQQ Browser Mobile
(QQBrowser)(?:/(\d+)(?:\.(\d+)\.(\d+)(?:\.(\d+)|)|)|)\#tQQ Browser
Mozilla.{1,200}Mobile.{1,100}(DuckDuckGo)/(\d+)\#tDuckDuckGo Mobile
Mozilla.{1,200}(DuckDuckGo)/(\d+)\#tDuckDuckGo
Mozilla.{1,200}Mobile.{1,100}(Ddg)/(\d+)(?:\.(\d+)|)\#tDuckDuckGo Mobile
Mozilla.{1,200}(Ddg)/(\d+)(?:\.(\d+)|)\#tDuckDuckGo
(Tenta/)(\d+)\.(\d+)\.(\d+)\#tTenta Browser
(Ecosia) ios@(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|)\#tEcosia iOS
(Ecosia) android@(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|)\#tEcosia Android
(VivoBrowser)\/(\d+)\.(\d+)\.(\d+)(?:\.(\d+)|)
(H[Ii]Browser)\/v(\d+)\.(\d+)\.(\d+)\.(\d+)\#tHiBrowser
(HonorBrowser)/(\d+)\.(\d+)\.(\d+)(?:\.(\d+)|)\#tHonor Browser
(bdhonorbrowser)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tHonor Browser
(HeyTapBrowser)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tHeyTap Browser
(weibo)__(\d+)\.(\d+)\.(\d+)\#tWeibo
(WeiboliteiOS|WeiboIntliOS)\#tWeibo
(PHX)/(\d+)\.(\d+)\#tPhoenix Browser
Version/.{1,300}(Chrome)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tChrome Mobile WebView
; wv\).{1,300}(Chrome)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tChrome Mobile WebView
(CrMo)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tChrome Mobile
(CriOS)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|)\#tChrome Mobile iOS
(Chrome)/(\d+)\.(\d+)\.(\d+)\.(\d+) Mobile(?:[ /]|$)\#tChrome Mobile
 Mobile .{1,300}(Chrome)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tChrome Mobile
(chromeframe)/(\d+)\.(\d+)\.(\d+)\#tChrome Frame
(SLP Browser)/(\d+)\.(\d+)\#tTizen Browser
(SE 2\.X) MetaSr (\d+)\.(\d+)\#tSogou Explorer
(Rackspace Monitoring)/(\d+)\.(\d+)\#tRackspaceBot
(PRTG Network Monitor)
(PyAMF)/(\d+)\.(\d+)\.(\d+)
(YaBrowser)/(\d+)\.(\d+)\.(\d+)\#tYandex Browser
(YaSearchBrowser)/(\d+)\.(\d+)\.(\d+)\#tYandex Browser
(Chrome)/(\d+)\.(\d+)\.(\d+).{0,100} MRCHROME\#tMail.ru Chromium Browser
(AOL) (\d+)\.(\d+); AOLBuild (\d+)
(PodCruncher|Downcast)[ /]?(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|)
 (BoxNotes)/(\d+)\.(\d+)\.(\d+)
(Whale)/(\d+)\.(\d+)\.(\d+)\.(\d+) Mobile(?:[ /]|$)\#tWhale
(Whale)/(\d+)\.(\d+)\.(\d+)\#tWhale
(1Password)/(\d+)\.(\d+)\.(\d+)
(Ghost)/(\d+)\.(\d+)\.(\d+)
PAN (GlobalProtect)/(\d+)\.(\d+)\.(\d+) .{1,100} \(X11; Linux x86_64\)
^(surveyon)/(\d+)\.(\d+)\.(\d+)\#tSurveyon
(115Browser)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#t115 Browser
(Avira)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tAvira
(CCleaner)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tCCleaner
(Norton)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tNorton
(Quark)/(\d+)\.(\d+)\.(\d+)\#tQuark
(QuarkPC)/(\d+)\.(\d+)\.(\d+)\#tQuark PC
(SLBrowser)/(\d+)\.(\d+)\.(\d+)\#tSmart Lenovo Browser
(Atom)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tAtom Browser
(Chrome)/\d+\.\d+\.\d+\.\d+ .* QIHU 360(?:SEi18n|ENT)\#t360 Secure Browser
(Decentr)\#tDecentr Web3 Browser
(Sparrow)\#tSparrow Browser
(Chromium GOST)\#tChromium GOST Browser
(AOLShield)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tAOL Shield Browser
(Hola)/(\d+)\.(\d+)\.(\d+)\#tHola Browser
(CravingExplorer)/(\d+)\.(\d+)\.(\d+)\#tCraving Explorer Browser
(Talon)\#tTalon Cyber Security Browser
(Qaxbrowser)\#tQAX Browser
(ADG)/(\d+)\.(\d+)\.(\d+)\#tAOL Desktop Gold Browser
(SberBrowser)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tSber Browser
(JiSu)/(\d+)\.(\d+)\.(\d+)\#tJiSu Browser
(Wolvic)/(\d+)\.(\d+)\.(\d+)\#tWolvic Browser
(Thano)/(\d+)\.(\d+)\#tSmartTV WebBrowser
(MicroMessenger)/(\d+)\.(\d+)(?:\.(\d+)|)\#tWeChat Browser
(Odin)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tOdin
(Colt)/(\d+)\.(\d+)\#tNetCast Smart TV
(Lite Browser)/(\d+)\.(\d+)\#tLite Browser
(OMI)/(\d+)\.(\d+)\.(\d+)\#tVewd Browser
(Mypal)/(\d+)\.(\d+)\.(\d+)\#tMypal Browser
(Chesscom-Android)/(\d+)\.(\d+)\.(\d+)
(RobloxApp)/(\d+)\.(\d+)\.(\d+)\#tRoblox App
(Roadrunner)/IOS/\d+/(\d+)\.(\d+)\.(\d+)
(AncestryAndroid)/(\d+)\.(\d+)(?:\.(\d+)|)
(Slack_SSB)/(\d+)\.(\d+)\.(\d+)\#tSlack Desktop Client
(HipChat)/?(\d+|)\#tHipChat Desktop Client
\b(MobileIron|FireWeb|Jasmine|ANTGalio|Midori|Fresco|Lobo|PaleMoon|Maxthon|Lynx|OmniWeb|Dillo|Camino|Demeter|Fluid|Fennec|Epiphany|Shiira|Sunrise|Spotify|Flock|Netscape|Lunascape|WebPilot|NetFront|Netfront|Konqueror|SeaMonkey|Kazehakase|Vienna|Iceape|Iceweasel|IceWeasel|Iron|K-Meleon|Sleipnir|Galeon|GranParadiso|Opera Mini|iCab|NetNewsWire|ThunderBrowse|Iris|UP\.Browser|Bunjalloo|Google Earth|Raven for Mac|Openwave|MacOutlook|Electron|OktaMobile)/(\d+)\.(\d+)\.(\d+)
Microsoft Office Outlook 12\.\d+\.\d+|MSOffice 12\#tOutlook\#t2007
Microsoft Outlook 14\.\d+\.\d+|MSOffice 14\#tOutlook\#t2010
Microsoft Outlook 15\.\d+\.\d+\#tOutlook\#t2013
Microsoft Outlook (?:Mail )?16\.\d+\.\d+|MSOffice 16\#tOutlook\#t2016
Microsoft Office (Word) 2014
Outlook-Express\/7\.0\#tWindows Live Mail
(Airmail) (\d+)\.(\d+)(?:\.(\d+)|)
(Thunderbird)/(\d+)\.(\d+)(?:\.(\d+(?:pre|))|)\#tThunderbird
(Postbox)/(\d+)\.(\d+)\.(\d+)\#tPostbox
(Barca(?:Pro)?)/(\d+)\.(\d+)(?:\.(\d+)|)\#tBarca
(Lotus-Notes)/(\d+)\.(\d+)(?:\.(\d+)|)\#tLotus Notes
Superhuman\#tSuperhuman
(Vivaldi)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
.{0,200}(Teams)/(\d+)\.(\d+)\.(\d+)\#tMicrosoft Teams
(Edge?)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)(?:\.(\d+)|)\#tEdge
(Chrome)/(\d+)\.(\d+)\.(\d+)[\d.]{0,100} Iron[^/]\#tIron
\b(Dolphin)(?: |HDCN/|/INT\-)(\d+)\.(\d+)(?:\.(\d+)|)
(HeadlessChrome)(?:/(\d+)\.(\d+)\.(\d+)|)
(Evolution)/(\d+)\.(\d+)\.(\d+\.\d+)
(RCM CardDAV plugin)/(\d+)\.(\d+)\.(\d+(?:-dev|))
(bingbot|Bolt|AdobeAIR|Jasmine|IceCat|Skyfire|Midori|Maxthon|Lynx|Arora|IBrowse|Dillo|Camino|Shiira|Fennec|Phoenix|Flock|Netscape|Lunascape|Epiphany|WebPilot|Opera Mini|Opera|NetFront|Netfront|Konqueror|Googlebot|SeaMonkey|Kazehakase|Vienna|Iceape|Iceweasel|IceWeasel|Iron|K-Meleon|Sleipnir|Galeon|GranParadiso|iCab|iTunes|MacAppStore|NetNewsWire|Space Bison|Stainless|Orca|Dolfin|BOLT|Minimo|Tizen Browser|Polaris|Abrowser|Planetweb|ICE Browser|mDolphin|qutebrowser|Otter|QupZilla|MailBar|kmail2|YahooMobileMail|ExchangeWebServices|ExchangeServicesClient|Dragon|Outlook-iOS-Android)/(\d+)\.(\d+)(?:\.(\d+)|)
(QtWebEngine)/(\d+)\.(\d+)\.(\d+)\#tQt Web Engine
(OpenWave)/(\d+)\.(\d+)\.(\d+)\#tOpen Wave
(AtContent)/(\d+)\.(\d+)\.(\d+)
(Trailer)/(\d+)\.(\d+)\.(\d+)
(Agency)/(\d+)\.(\d+)\.(\d+)
(Herring)/(\d+)\.(\d+)\.(\d+)
(Config)/(\d+)\.(\d+)\.(\d+)
(Viewer)/(\d+)\.(\d+)\.(\d+)
(LikeWise)/(\d+)\.(\d+)\.(\d+)
(Unique)/(\d+)\.(\d+)\.(\d+)
(CitizenFX)/(\d+)\.(\d+)\.(\d+)
(R2Client)/(\d+)\.(\d+)(?:\.(\d+)|)
(OBS)/(\d+)\.(\d+)\.(\d+)\#tOBS Studio
(AdobeCEP)/(\d+)\.(\d+)\.(\d+)\#tAdobe CEP
Valve Steam (GameOverlay).{1,200}Chrome/(\d+)\.(\d+)\.(\d+)\#tSteam GameOverlay
Valve Steam (Gamepad)/Steam Deck.{1,200}Chrome/(\d+)\.(\d+)\.(\d+)\#tSteam Deck
(Valve(?: Steam|) Client).{1,200}Chrome/(\d+)\.(\d+)\.(\d+)\#tSteam Client
(Ladybird)/(\d+)\.(\d+)(?:\.(\d+)|)
(Chromium|Chrome)/(\d+)\.(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
(IEMobile)[ /](\d+)\.(\d+)\#tIE Mobile
(BacaBerita App)\/(\d+)\.(\d+)\.(\d+)
^(bPod|Pocket Casts|Player FM)$
^(AlexaMediaPlayer|VLC)/(\d+)\.(\d+)\.([^.\s]+)
^(AntennaPod|WMPlayer|Zune|Podkicker|Radio|ExoPlayerDemo|Overcast|PocketTunes|NSPlayer|okhttp|DoggCatcher|QuickNews|QuickTime|Peapod|Podcasts|GoldenPod|VLC|Spotify|Miro|MediaGo|Juice|iPodder|gPodder|Banshee)/(\d+)\.(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
^(Peapod|Liferea)/([^.\s]+)\.([^.\s]+|)\.?([^.\s]+|)
^(bPod|Player FM) BMID/(\S+)
^(Podcast ?Addict)/v(\d+) 
^(Podcast ?Addict) \#tPodcastAddict
(Replay) AV
(VOX) Music Player
(CITA) RSS Aggregator/(\d+)\.(\d+)
(Pocket Casts)$
(Player FM)$
(LG Player|Doppler|FancyMusic|MediaMonkey|Clementine) (\d+)\.(\d+)\.?([^.\s]+|)\.?([^.\s]+|)
(philpodder)/(\d+)\.(\d+)\.?([^.\s]+|)\.?([^.\s]+|)
(Player FM|Pocket Casts|DoggCatcher|Spotify|MediaMonkey|MediaGo|BashPodder)
(QuickTime)\.(\d+)\.(\d+)\.(\d+)
(Kinoma)(\d+)
(Fancy) Cloud Music (\d+)\.(\d+)\#tFancyMusic
EspnDownloadManager\#tESPN
(ESPN) Radio (\d+)\.(\d+)(?:\.(\d+)|) ?(?:rv:(\d+)|) 
(podracer|jPodder) v ?(\d+)\.(\d+)(?:\.(\d+)|)
(ZDM)/(\d+)\.(\d+)[; ]?
(Zune|BeyondPod) (\d+)(?:\.(\d+)|)[\);]
(WMPlayer)/(\d+)\.(\d+)\.(\d+)\.(\d+)
^(Lavf)\#tWMPlayer
^(RSSRadio)[ /]?(\d+|)
(RSS_Radio) (\d+)\.(\d+)\#tRSSRadio
(Podkicker) \S+/(\d+)\.(\d+)\.(\d+)\#tPodkicker
^(HTC) Streaming Player \S+ / \S+ / \S+ / (\d+)\.(\d+)(?:\.(\d+)|)
^(Stitcher)/iOS
^(Stitcher)/Android
^(VLC) .{0,200}version (\d+)\.(\d+)\.(\d+)
 (VLC) for
(vlc)/(\d+)\.(\d+)\.(\d+)\#tVLC
^(foobar)\S{1,10}/(\d+)\.(\d+|)\.?([\da-z]+|)
^(Clementine)\S{1,10} (\d+)\.(\d+|)\.?(\d+|)
(amarok)/(\d+)\.(\d+|)\.?(\d+|)\#tAmarok
(Custom)-Feed Reader
(iRider|Crazy Browser|SkipStone|iCab|Lunascape|Sleipnir|Maemo Browser) (\d+)\.(\d+)\.(\d+)
(iCab|Lunascape|Opera|Android|Jasmine|Polaris|Microsoft SkyDriveSync|The Bat!) (\d+)(?:\.(\d+)|)(?:\.(\d+)|)
(Kindle)/(\d+)\.(\d+)
(Android) Donut\#t\#t1\#t2
(Android) Eclair\#t\#t2\#t1
(Android) Froyo\#t\#t2\#t2
(Android) Gingerbread\#t\#t2\#t3
(Android) Honeycomb\#t\#t3
(MSIE) (\d+)\.(\d+).{0,100}XBLWP7\#tIE Large Screen
(Nextcloud)
(mirall)/(\d+)\.(\d+)\.(\d+)
(ownCloud-android)/(\d+)\.(\d+)\.(\d+)\#tOwncloud
(OC)/(\d+)\.(\d+)\.(\d+)\.(\d+) \(Skype for Business\)\#tSkype
(OpenVAS)(?:-VT)?(?:[ \/](\d+)(?:\.(\d+)|)(?:\.(\d+)|)|)\#tOpenVAS Scanner
(AnyConnect)\/(\d+)(?:\.(\d+)(?:\.(\d+)|)|)
compatible; monitis\#tMonitis
(Obigo)InternetBrowser
(Obigo)\-Browser
(Obigo|OBIGO)[^\d]*(\d+)(?:.(\d+)|)\#tObigo
(MAXTHON|Maxthon) (\d+)\.(\d+)\#tMaxthon
(Maxthon|MyIE2|Uzbl|Shiira)\#t\#t0
(BrowseX) \((\d+)\.(\d+)\.(\d+)
(NCSA_Mosaic)/(\d+)\.(\d+)\#tNCSA Mosaic
(POLARIS)/(\d+)\.(\d+)\#tPolaris
(Embider)/(\d+)\.(\d+)\#tPolaris
(BonEcho)/(\d+)\.(\d+)\.?([ab]?\d+|)\#tBon Echo
(TopBuzz) com.alex.NewsMaster/(\d+).(\d+).(\d+)\#tTopBuzz
(TopBuzz) com.mobilesrepublic.newsrepublic/(\d+).(\d+).(\d+)\#tTopBuzz
(TopBuzz) com.topbuzz.videoen/(\d+).(\d+).(\d+)\#tTopBuzz
(iPod|iPhone|iPad).{1,200}GSA/(\d+)\.(\d+)\.(\d+)(?:\.(\d+)|) Mobile\#tGoogle
(iPod|iPhone|iPad).{1,200}Version/(\d+)\.(\d+)(?:\.(\d+)|).{1,200}[ +]Safari\#tMobile Safari
(iPod|iPod touch|iPhone|iPad);.{0,30}CPU.{0,30}OS[ +](\d+)_(\d+)(?:_(\d+)|).{0,30} AppleNews\/\d+\.\d+(?:\.\d+|)\#tMobile Safari UI/WKWebView
(iPod|iPhone|iPad).{1,200}Version/(\d+)\.(\d+)(?:\.(\d+)|)\#tMobile Safari UI/WKWebView
(iPod|iPod touch|iPhone|iPad).{0,200} Safari\#tMobile Safari
(iPod|iPod touch|iPhone|iPad)\#tMobile Safari UI/WKWebView
(Watch)(\d+),(\d+)\#tApple $1 App
(Outlook-iOS)/\d+\.\d+\.prod\.iphone \((\d+)\.(\d+)\.(\d+)\)
(AvantGo) (\d+).(\d+)
(OneBrowser)/(\d+).(\d+)\#tONE Browser
(Avant)\#t\#t1
(QtCarBrowser)\#t\#t1
^(iBrowser/Mini)(\d+).(\d+)\#tiBrowser Mini
^(iBrowser|iRAPP)/(\d+).(\d+)
^(Nokia)\#tNokia Services (WAP) Browser
(NokiaBrowser)/(\d+)\.(\d+).(\d+)\.(\d+)\#tNokia Browser
(NokiaBrowser)/(\d+)\.(\d+).(\d+)\#tNokia Browser
(NokiaBrowser)/(\d+)\.(\d+)\#tNokia Browser
(BrowserNG)/(\d+)\.(\d+).(\d+)\#tNokia Browser
(Series60)/5\.0\#tNokia Browser\#t7\#t0
(Series60)/(\d+)\.(\d+)\#tNokia OSS Browser
(S40OviBrowser)/(\d+)\.(\d+)\.(\d+)\.(\d+)\#tOvi Browser
(Nokia)[EN]?(\d+)
(PlayBook).{1,200}RIM Tablet OS (\d+)\.(\d+)\.(\d+)\#tBlackBerry WebKit
(Black[bB]erry|BB10).{1,200}Version/(\d+)\.(\d+)\.(\d+)\#tBlackBerry WebKit
(Black[bB]erry)\s?(\d+)\#tBlackBerry
(OmniWeb)/v(\d+)\.(\d+)
(Blazer)/(\d+)\.(\d+)\#tPalm Blazer
(Pre)/(\d+)\.(\d+)\#tPalm Pre
(ELinks)/(\d+)\.(\d+)
(ELinks) \((\d+)\.(\d+)
(Links) \((\d+)\.(\d+)
(QtWeb) Internet Browser/(\d+)\.(\d+)
(PhantomJS)/(\d+)\.(\d+)\.(\d+)
(AppleWebKit)/(\d+)(?:\.(\d+)|)\+ .{0,200} Safari\#tWebKit Nightly
(Version)/(\d+)\.(\d+)(?:\.(\d+)|).{0,100}Safari/\#tSafari
(Safari)/\d+
(OLPC)/Update(\d+)\.(\d+)
(OLPC)/Update()\.(\d+)\#t\#t0
(SEMC\-Browser)/(\d+)\.(\d+)
(Teleca)\#tTeleca Browser
(Phantom)/V(\d+)\.(\d+)\#tPhantom Browser
(Trident)/(7|8)\.(0)\#tIE\#t11
(Trident)/(6)\.(0)\#tIE\#t10
(Trident)/(5)\.(0)\#tIE\#t9
(Trident)/(4)\.(0)\#tIE\#t8
(Espial)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
(AppleWebKit)/(\d+)\.(\d+)\.(\d+)\#tApple Mail
(Firefox)/(\d+)\.(\d+)(?:\.(\d+)|$)
(Firefox)/(\d+)\.(\d+)(pre|[ab]\d+[a-z]*|)
([MS]?IE) (\d+)\.(\d+)\#tIE
(python-requests)/(\d+)\.(\d+)\#tPython Requests
\b(Windows-Update-Agent|WindowsPowerShell|Microsoft-CryptoAPI|SophosUpdateManager|SophosAgent|Debian APT-HTTP|Ubuntu APT-HTTP|libcurl-agent|libwww-perl|urlgrabber|curl|PycURL|Wget|wget2|aria2|Axel|OpenBSD ftp|lftp|jupdate|insomnia|fetch libfetch|akka-http|got|CloudCockpitBackend|ReactorNetty|axios|Jersey|Vert.x-WebClient|Apache-CXF|Go-CF-client|go-resty|AHC|HTTPie)(?:[ /](\d+)(?:\.(\d+)|)(?:\.(\d+)|)|)
^(cf)\/(\d+)\.(\d+)\.(\S+)\#tCloudFoundry
^(sap-leonardo-iot-sdk-nodejs) \/ (\d+)\.(\d+)\.(\d+)
^(SAP NetWeaver Application Server) \(1.0;(\d{1})(\d{2})\)
^(\w+-HTTPClient)\/(\d+)\.(\d+)-(\S+)\#tHTTPClient
^(go-cli)\s(\d+)\.(\d+).(\S+)
^(Java-EurekaClient|Java-EurekaClient-Replication|HTTPClient|lua-resty-http)\/v?(\d+)\.(\d+)\.?(\d*)
^(ping-service|sap xsuaa|Node-oauth|Site24x7|SAP CPI|JAEGER_SECURITY)
(Python/3\.\d{1,3} aiohttp)/(\d+)\.(\d+)\.(\d+)\#tPython aiohttp
(Java)[/ ]?\d{1}\.(\d+)\.(\d+)[_-]*([a-zA-Z0-9]+|)
(Java)[/ ]?(\d+)\.(\d+)\.(\d+)
(minio-go)/v(\d+)\.(\d+)\.(\d+)
^(ureq)[/ ](\d+)\.(\d+).(\d+)
^(http\.rb)/(\d+)\.(\d+).(\d+)
^(GuzzleHttp)/(\d+)\.(\d+).(\d+)
^(grab)\b
^(Cyberduck)/(\d+)\.(\d+)\.(\d+)(?:\.\d+|)
^(S3 Browser) (\d+)[.-](\d+)[.-](\d+)(?:\s*https?://s3browser\.com|)
(S3Gof3r)
\b(ibm-cos-sdk-(?:core|java|js|python))/(\d+)\.(\d+)(?:\.(\d+)|)
^(rusoto)/(\d+)\.(\d+)\.(\d+)
^(rclone)/v(\d+)\.(\d+)
^(Roku)/DVP-(\d+)\.(\d+)
(Kurio)\/(\d+)\.(\d+)\.(\d+)\#tKurio App
^(Box(?: Sync)?)/(\d+)\.(\d+)\.(\d+)
^(ViaFree|Viafree)-(?:tvOS-)?[A-Z]{2}/(\d+)\.(\d+)\.(\d+)\#tViaFree
(Transmit)/(\d+)\.(\d+)\.(\d+)
(Download Master)
\b(HTTrack) (\d+)\.(\d+)(?:[\.\-](\d+)|)
(Ladybird)\/(\d+)\.(\d+)
(MullvadBrowser)/(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
"""#
  static let systems: StaticString = #"""
HbbTV/\d+\.\d+\.\d+ \( ;(LG)E ;NetCast 4.0\#t\#t2013
HbbTV/\d+\.\d+\.\d+ \( ;(LG)E ;NetCast 3.0\#t\#t2012
HbbTV/1.1.1 \(;;;;;\) Maple_2011\#tSamsung\#t2011
HbbTV/\d+\.\d+\.\d+ \(;(Samsung);SmartTV([0-9]{4});.{0,200}FXPDEUC\#t\#t\#tUE40F7000
HbbTV/\d+\.\d+\.\d+ \(;(Samsung);SmartTV([0-9]{4});.{0,200}MST12DEUC\#t\#t\#tUE32F4500
HbbTV/1\.1\.1 \(; (Philips);.{0,200}NETTV/4\#t\#t2013
HbbTV/1\.1\.1 \(; (Philips);.{0,200}NETTV/3\#t\#t2012
HbbTV/1\.1\.1 \(; (Philips);.{0,200}NETTV/2\#t\#t2011
HbbTV/\d+\.\d+\.\d+.{0,100}(firetv)-firefox-plugin (\d+).(\d+).(\d+)\#tFireHbbTV
HbbTV/\d+\.\d+\.\d+ \(.{0,30}; ?([a-zA-Z]+) ?;.{0,30}(201[1-9]).{0,30}\)
AspiegelBot|PetalBot\#tOther
(Windows Phone) (?:OS[ /])?(\d+)\.(\d+)
(CPU[ +]OS|iPhone[ +]OS|CPU[ +]iPhone)[ +]+(\d+)[_\.](\d+)(?:[_\.](\d+)|).{0,100}Outlook-iOS-Android\#tiOS
ArcGIS\.?(iOS|Android)-\d+\.\d+(?:\.\d+|)(?:[^\/]{1,50}|)\/(\d+)(?:\.(\d+)(?:\.(\d+)|)|)
ArcGISRuntime-(?:Android|iOS)\/\d+\.\d+(?:\.\d+|) \((Android|iOS) (\d+)(?:\.(\d+)(?:\.(\d+)|)|);
(Android) (\d+)(?:\.(\d+)).*CrKey\#tChromecast Android
Fuchsia.*(CrKey)(?:[/](\d+)\.(\d+)(?:\.(\d+)|)|)\#tChromecast Fuchsia
Linux.*(CrKey)(?:[/](\d+)\.(\d+)(?:\.(\d+)|)|).*DeviceType/SmartSpeaker\#tChromecast SmartSpeaker
Linux.*(CrKey)(?:[/](\d+)\.(\d+)(?:\.(\d+)|)|)\#tChromecast Linux
(Android)[ \-/](\d+)(?:\.(\d+)|)(?:[.\-]([a-z0-9]+)|)
(Android) Donut\#t\#t1\#t2
(Android) Eclair\#t\#t2\#t1
(Android) Froyo\#t\#t2\#t2
(Android) Gingerbread\#t\#t2\#t3
(Android) Honeycomb\#t\#t3
(Android) (\d+);
(Android): (\d+)(?:\.(\d+)(?:\.(\d+)|)|);
^UCWEB.{0,200}; (Adr) (\d+)\.(\d+)(?:[.\-]([a-z0-9]{1,100})|);\#tAndroid
^UCWEB.{0,200}; (iPad|iPh|iPd) OS (\d+)_(\d+)(?:_(\d+)|);\#tiOS
^UCWEB.{0,200}; (wds) (\d+)\.(\d+)(?:\.(\d+)|);\#tWindows Phone
^(JUC).{0,200}; ?U; ?(?:Android|)(\d+)\.(\d+)(?:[\.\-]([a-z0-9]{1,100})|)\#tAndroid
(android)\s(?:mobile\/)(\d+)(?:\.(\d+)(?:\.(\d+)|)|)\#tAndroid
Quest\#tAndroid
(Silk-Accelerated=[a-z]{4,5})\#tAndroid
(x86_64|aarch64)\ (\d+)\.(\d+)\.(\d+).{0,100}Chrome.{0,100}(?:CitrixChromeApp)$\#tChrome OS
(XBLWP7)\#tWindows Phone
(Windows ?Mobile)\#tWindows Mobile
(Windows 10)\#tWindows\#t10
(Windows (?:NT 5\.2|NT 5\.1))\#tWindows\#tXP
(Win(?:dows NT |32NT\/)6\.1)\#tWindows\#t7
(Win(?:dows NT |32NT\/)6\.0)\#tWindows\#tVista
(Win 9x 4\.90)\#tWindows\#tME
(Windows NT 6\.2; ARM;)\#tWindows\#tRT
(Win(?:dows NT |32NT\/)6\.2)\#tWindows\#t8
(Windows NT 6\.3; ARM;)\#tWindows\#tRT 8\#t1
(Win(?:dows NT |32NT\/)6\.3)\#tWindows\#t8\#t1
(Win(?:dows NT |32NT\/)6\.4)\#tWindows\#t10
(Windows NT 10\.0)\#tWindows\#t10
(Windows NT 5\.0)\#tWindows\#t2000
(WinNT4.0)\#tWindows\#tNT 4.0
(Windows ?CE)\#tWindows\#tCE
Win(?:dows)? ?(95|98|3.1|NT|ME|2000|XP|Vista|7|CE)\#tWindows\#t$1
Win16\#tWindows\#t3.1
Win32\#tWindows\#t95
^Box.{0,200}Windows/([\d.]+);\#tWindows\#t$1
(Tizen)[/ ](\d+)\.(\d+)
Intel Mac OS X.+(CriOS|EdgiOS)/\d+\#tiOS
((?:Mac[ +]?|; )OS[ +]X)[\s+/](?:(\d+)[_.](\d+)(?:[_.](\d+)|)|Mach-O)\#tMac OS X
Mac OS X\s.{1,50}\s(\d+).(\d+).(\d+)\#tMac OS X\#t$1\#t$2\#t$3
 (Dar)(win)/(9).(\d+).{0,100}\((?:i386|x86_64|Power Macintosh)\)\#tMac OS X\#t10\#t5
 (Dar)(win)/(10).(\d+).{0,100}\((?:i386|x86_64)\)\#tMac OS X\#t10\#t6
 (Dar)(win)/(11).(\d+).{0,100}\((?:i386|x86_64)\)\#tMac OS X\#t10\#t7
 (Dar)(win)/(12).(\d+).{0,100}\((?:i386|x86_64)\)\#tMac OS X\#t10\#t8
 (Dar)(win)/(13).(\d+).{0,100}\((?:i386|x86_64)\)\#tMac OS X\#t10\#t9
Mac_PowerPC\#tMac OS
(?:PPC|Intel) (Mac OS X)
^Box.{0,200};(Darwin)/(10)\.(1\d)(?:\.(\d+)|)\#tMac OS X
darwin; arm64\#tMac OS X
(Apple\s?TV)(?:/(\d+)\.(\d+)|)\#tATV OS X
(CPU[ +]OS|iPhone[ +]OS|CPU[ +]iPhone|CPU IPhone OS|CPU iPad OS)[ +]+(\d+)[_\.](\d+)(?:[_\.](\d+)|)\#tiOS
(iPhone|iPad|iPod); Opera\#tiOS
(iPhone|iPad|iPod).{0,100}Mac OS X.{0,100}Version/(\d+)\.(\d+)\#tiOS
(CFNetwork)/(5)48\.0\.3.{0,100} Darwin/11\.0\.0\#tiOS
(CFNetwork)/(5)48\.(0)\.4.{0,100} Darwin/(1)1\.0\.0\#tiOS
(CFNetwork)/(5)48\.(1)\.4\#tiOS
(CFNetwork)/(4)85\.1(3)\.9\#tiOS
(CFNetwork)/(6)09\.(1)\.4\#tiOS
(CFNetwork)/(6)(0)9\#tiOS
(CFNetwork)/6(7)2\.(1)\.13\#tiOS
(CFNetwork)/6(7)2\.(1)\.(1)4\#tiOS
(CF)(Network)/6(7)(2)\.1\.15\#tiOS\#t7\#t1
(CFNetwork)/6(7)2\.(0)\.(?:2|8)\#tiOS
(CFNetwork)/709\.1\#tiOS\#t8\#t0.b5
(CF)(Network)/711\.(\d)\#tiOS\#t8
(CF)(Network)/(720)\.(\d)\#tMac OS X\#t10\#t10
(CF)(Network)/(760)\.(\d)\#tMac OS X\#t10\#t11
CFNetwork/7.{0,100} Darwin/15\.4\.\d+\#tiOS\#t9\#t3\#t1
CFNetwork/7.{0,100} Darwin/15\.5\.\d+\#tiOS\#t9\#t3\#t2
CFNetwork/7.{0,100} Darwin/15\.6\.\d+\#tiOS\#t9\#t3\#t5
(CF)(Network)/758\.(\d)\#tiOS\#t9
CFNetwork/808\.3 Darwin/16\.3\.\d+\#tiOS\#t10\#t2\#t1
(CF)(Network)/808\.(\d)\#tiOS\#t10
CFNetwork/.{0,100} Darwin/17\.\d+.{0,100}\(x86_64\)\#tMac OS X\#t10\#t13
CFNetwork/.{0,100} Darwin/16\.\d+.{0,100}\(x86_64\)\#tMac OS X\#t10\#t12
CFNetwork/8.{0,100} Darwin/15\.\d+.{0,100}\(x86_64\)\#tMac OS X\#t10\#t11
CFNetwork/.{0,100} Darwin/(9)\.\d+\#tiOS\#t1
CFNetwork/.{0,100} Darwin/(10)\.\d+\#tiOS\#t4
CFNetwork/.{0,100} Darwin/(11)\.\d+\#tiOS\#t5
CFNetwork/.{0,100} Darwin/(13)\.\d+\#tiOS\#t6
CFNetwork/6.{0,100} Darwin/(14)\.\d+\#tiOS\#t7
CFNetwork/7.{0,100} Darwin/(14)\.\d+\#tiOS\#t8\#t0
CFNetwork/7.{0,100} Darwin/(15)\.\d+\#tiOS\#t9\#t0
CFNetwork/8.{0,100} Darwin/16\.5\.\d+\#tiOS\#t10\#t3
CFNetwork/8.{0,100} Darwin/16\.6\.\d+\#tiOS\#t10\#t3\#t2
CFNetwork/8.{0,100} Darwin/16\.7\.\d+\#tiOS\#t10\#t3\#t3
CFNetwork/8.{0,100} Darwin/(16)\.\d+\#tiOS\#t10
CFNetwork/8.{0,100} Darwin/17\.0\.\d+\#tiOS\#t11\#t0
CFNetwork/8.{0,100} Darwin/17\.2\.\d+\#tiOS\#t11\#t1
CFNetwork/8.{0,100} Darwin/17\.3\.\d+\#tiOS\#t11\#t2
CFNetwork/8.{0,100} Darwin/17\.4\.\d+\#tiOS\#t11\#t2\#t6
CFNetwork/8.{0,100} Darwin/17\.5\.\d+\#tiOS\#t11\#t3
CFNetwork/9.{0,100} Darwin/17\.6\.\d+\#tiOS\#t11\#t4
CFNetwork/9.{0,100} Darwin/17\.7\.\d+\#tiOS\#t11\#t4\#t1
CFNetwork/8.{0,100} Darwin/(17)\.\d+\#tiOS\#t11
CFNetwork/9.{0,100} Darwin/18\.0\.\d+\#tiOS\#t12\#t0
CFNetwork/9.{0,100} Darwin/18\.2\.\d+\#tiOS\#t12\#t1
CFNetwork/9.{0,100} Darwin/18\.5\.\d+\#tiOS\#t12\#t2
CFNetwork/9.{0,100} Darwin/18\.6\.\d+\#tiOS\#t12\#t3
CFNetwork/9.{0,100} Darwin/18\.7\.\d+\#tiOS\#t12\#t4
CFNetwork/9.{0,100} Darwin/(18)\.\d+\#tiOS\#t12
CFNetwork/11.{0,100} Darwin/19\.2\.\d+\#tiOS\#t13\#t3
CFNetwork/11.{0,100} Darwin/19\.3\.\d+\#tiOS\#t13\#t3\#t1
CFNetwork/11.{0,100} Darwin/19\.4\.\d+\#tiOS\#t13\#t4
CFNetwork/11.{0,100} Darwin/19\.5\.\d+\#tiOS\#t13\#t5
CFNetwork/11.{0,100} Darwin/19\.6\.\d+\#tiOS\#t13\#t6
CFNetwork/1[01].{0,100} Darwin/19\.\d+\#tiOS\#t13
CFNetwork/12.{0,100} Darwin/20\.1\.\d+\#tiOS\#t14\#t2
CFNetwork/12.{0,100} Darwin/20\.2\.\d+\#tiOS\#t14\#t3
CFNetwork/12.{0,100} Darwin/20\.3\.\d+\#tiOS\#t14\#t4
CFNetwork/12.{0,100} Darwin/20\.4\.\d+\#tiOS\#t14\#t5
CFNetwork/12.{0,100} Darwin/20\.5\.\d+\#tiOS\#t14\#t6
CFNetwork/12.{0,100} Darwin/20\.6\.\d+\#tiOS\#t14\#t8
CFNetwork/.{0,100} Darwin/(20)\.\d+\#tiOS\#t14
CFNetwork/13.{0,100} Darwin/21\.0\.\d+\#tiOS\#t15\#t0
CFNetwork/13.{0,100} Darwin/21\.1\.\d+\#tiOS\#t15\#t1
CFNetwork/13.{0,100} Darwin/21\.2\.\d+\#tiOS\#t15\#t2
CFNetwork/13.{0,100} Darwin/21\.3\.\d+\#tiOS\#t15\#t3
CFNetwork/13.{0,100} Darwin/21\.4\.\d+\#tiOS\#t15\#t4
CFNetwork/13.{0,100} Darwin/21\.5\.\d+\#tiOS\#t15\#t5
CFNetwork/13.{0,100} Darwin/21\.6\.\d+\#tiOS\#t15\#t6
CFNetwork/.{0,100} Darwin/(21)\.\d+\#tiOS\#t15
CFNetwork/.{0,100} Darwin/22\.([0-5])\.\d+\#tiOS\#t16\#t$1
CFNetwork/.{0,100} Darwin/(22)\.\d+\#tiOS\#t16
CFNetwork/.{0,100} Darwin/23\.([0-5])\.\d+\#tiOS\#t17\#t$1
CFNetwork/.{0,100} Darwin/(23)\.\d+\#tiOS\#t17
CFNetwork/.{0,100} Darwin/24\.([0-5])\.\d+\#tiOS\#t18\#t$1
CFNetwork/.{0,100} Darwin/(24)\.\d+\#tiOS\#t18
CFNetwork/.{0,100} Darwin/\#tiOS
\b(iOS[ /]|iOS; |iPhone(?:/| v|[ _]OS[/,]|; | OS : |\d,\d/|\d,\d; )|iPad/)(\d{1,2})[_\.](\d{1,2})(?:[_\.](\d+)|)\#tiOS
\((iOS);
(watchOS)[/ ](\d+)\.(\d+)(?:\.(\d+)|)\#tWatchOS
Outlook-(iOS)/\d+\.\d+\.prod\.iphone
(iPod|iPhone|iPad)\#tiOS
(tvOS)[/ ](\d+)\.(\d+)(?:\.(\d+)|)\#ttvOS
(CrOS) [a-z0-9_]+ (\d+)\.(\d+)(?:\.(\d+)|)\#tChrome OS
([Dd]ebian)\#tDebian
(Linux Mint)(?:/(\d+)|)
(Mandriva)(?: Linux|)/(?:[\d.-]+m[a-z]{2}(\d+).(\d)|)
(Symbian[Oo][Ss])[/ ](\d+)\.(\d+)\#tSymbian OS
(Symbian/3).{1,200}NokiaBrowser/7\.3\#tSymbian^3 Anna
(Symbian/3).{1,200}NokiaBrowser/7\.4\#tSymbian^3 Belle
(Symbian/3)\#tSymbian^3
\b(Series 60|SymbOS|S60Version|S60V\d|S60\b)\#tSymbian OS
(MeeGo)
Symbian [Oo][Ss]\#tSymbian OS
Series40;\#tNokia Series 40
Series30Plus;\#tNokia Series 30 Plus
(BB10);.{1,200}Version/(\d+)\.(\d+)\.(\d+)\#tBlackBerry OS
(Black[Bb]erry)[0-9a-z]+/(\d+)\.(\d+)\.(\d+)(?:\.(\d+)|)\#tBlackBerry OS
(Black[Bb]erry).{1,200}Version/(\d+)\.(\d+)\.(\d+)(?:\.(\d+)|)\#tBlackBerry OS
(RIM Tablet OS) (\d+)\.(\d+)\.(\d+)\#tBlackBerry Tablet OS
(Play[Bb]ook)\#tBlackBerry Tablet OS
(Black[Bb]erry)\#tBlackBerry OS
(K[Aa][Ii]OS)\/(\d+)\.(\d+)(?:\.(\d+)|)\#tKaiOS
\((?:Mobile|Tablet);.{1,200}Gecko/18.0 Firefox/\d+\.\d+\#tFirefox OS\#t1\#t0\#t1
\((?:Mobile|Tablet);.{1,200}Gecko/18.1 Firefox/\d+\.\d+\#tFirefox OS\#t1\#t1
\((?:Mobile|Tablet);.{1,200}Gecko/26.0 Firefox/\d+\.\d+\#tFirefox OS\#t1\#t2
\((?:Mobile|Tablet);.{1,200}Gecko/28.0 Firefox/\d+\.\d+\#tFirefox OS\#t1\#t3
\((?:Mobile|Tablet);.{1,200}Gecko/30.0 Firefox/\d+\.\d+\#tFirefox OS\#t1\#t4
\((?:Mobile|Tablet);.{1,200}Gecko/32.0 Firefox/\d+\.\d+\#tFirefox OS\#t2\#t0
\((?:Mobile|Tablet);.{1,200}Gecko/34.0 Firefox/\d+\.\d+\#tFirefox OS\#t2\#t1
\((?:Mobile|Tablet);.{1,200}Firefox/\d+\.\d+\#tFirefox OS
(BREW)[ /](\d+)\.(\d+)\.(\d+)
(BREW);
(Brew MP|BMP)[ /](\d+)\.(\d+)\.(\d+)\#tBrew MP
BMP;\#tBrew MP
(GoogleTV)(?: (\d+)\.(\d+)(?:\.(\d+)|)|/[\da-z]+)
(WebTV)/(\d+).(\d+)
(hpw|web)OS/(\d+)\.(\d+)(?:\.(\d+)|)\#twebOS
(VRE);
(Fedora|Red Hat|PCLinuxOS|Puppy|Ubuntu|Kindle|Bada|Sailfish|Lubuntu|BackTrack|Slackware|(?:Free|Open|Net|\b)BSD)[/ ](\d+)\.(\d+)(?:\.(\d+)|)(?:\.(\d+)|)
(Linux)[ /](\d+)\.(\d+)(?:\.(\d+)|).{0,100}gentoo\#tGentoo
\((Bada);
(Windows|Android|WeTab|Maemo|Web0S)
(Ubuntu|Kubuntu|Arch Linux|CentOS|Slackware|Gentoo|openSUSE|SUSE|Red Hat|Fedora|PCLinuxOS|Mageia|SerenityOS|(?:Free|Open|Net|\b)BSD)
(Linux)(?:[ /](\d+)\.(\d+)(?:\.(\d+)|)|)
SunOS\#tSolaris
\(linux-gnu\)\#tLinux
\(x86_64-redhat-linux-gnu\)\#tRed Hat
\((freebsd)(\d+)\.(\d+)\)\#tFreeBSD
linux\#tLinux
^(Roku)/DVP-(\d+)\.(\d+)
os\/macos[#]?(\d*)[.]?(\d*)[.]?(\d*)\#tMac OS X\#t$1\#t$2\#t$3
(HarmonyOS)[\s;]+(\d+|)\.?(\d+|)\.?(\d+|)
"""#
  static let devices: StaticString = #"""
(?i)^.{0,100}?(?:(?:iPhone|Windows CE|Windows Phone|Android).{0,300}(?:(?:Bot|Yeti)-Mobile|YRSpider|BingPreview|bots?/\d|(?:bot|spider)\.html|Google-InspectionTool)|AdsBot-Google-Mobile.{0,200}iPhone)\#tSpider\#tSpider\#tSmartphone
(?i)^.{0,100}?(?:DoCoMo|\bMOT\b|\bLG\b|Nokia|Samsung|SonyEricsson).{0,200}(?:(?:Bot|Yeti)-Mobile|bots?/\d|(?:bot|crawler)\.html|(?:jump|google|Wukong)bot|ichiro/mobile|/spider|YahooSeeker)\#tSpider\#tSpider\#tFeature Phone
 PTST/\d+(?:\.\d+|)$\#tSpider\#tSpider
X11; Datanyze; Linux\#tSpider\#tSpider
Mozilla.{1,100}Mobile.{1,100}(AspiegelBot|PetalBot)\#tSpider\#tSpider\#tSmartphone
Mozilla.{0,200}(AspiegelBot|PetalBot)\#tSpider\#tSpider\#tDesktop
\bSmartWatch {0,2}\( {0,2}([^;]{1,200}) {0,2}; {0,2}([^;]{1,200}) {0,2};\#t$1 $2\#t$1\#t$2
Android Application[^\-]{1,300} - (Sony) ?(Ericsson|) (.{1,200}) \w{1,20} - \#t$1 $2\#t$1$2\#t$3
(?i)Android Application[^\-]{1,300} - (?:HTC|HUAWEI|LGE|LENOVO|MEDION|TCT) (HTC|HUAWEI|LG|LENOVO|MEDION|ALCATEL)[ _\-](.{1,200}) \w{1,20} - \#t$1 $2\#t$1\#t$2
Android Application[^\-]{1,300} - ([^ ]+) (.{1,200}) \w{1,20} - \#t$1 $2\#t$1\#t$2
; {0,2}([BLRQ]C\d{4}[A-Z]{1,100}?)(?: Build|\) AppleWebKit)\#t3Q $1\#t3Q
; {0,2}(?:3Q_)([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t3Q $1\#t3Q
Android [34].{0,200}; {0,2}(A100|A101|A110|A200|A210|A211|A500|A501|A510|A511|A700(?: Lite| 3G|)|A701|B1-A71|A1-\d{3}|B1-\d{3}|V360|V370|W500|W500P|W501|W501P|W510|W511|W700|Slider SL101|DA22[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tAcer
; {0,2}Acer Iconia Tab ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tAcer
; {0,2}(Z1[1235]0|E320[^/]{0,10}|S500|S510|Liquid[^;/]{0,30}|Iconia A\d+)(?: Build|\) AppleWebKit)\#t\#tAcer
; {0,2}(Acer |ACER )([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tAcer\#t$2
; {0,2}(Advent |)(Vega(?:Bean|Comb|)).{0,200}?(?: Build|\) AppleWebKit)\#t$1$2\#tAdvent\#t$2
; {0,2}(Ainol |)((?:NOVO|[Nn]ovo)[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tAinol\#t$2
(?i); {0,2}AIRIS[ _\-]?([^/;\)]+) {0,2}(?:;|\)|Build)\#t\#tAiris
(?i); {0,2}(OnePAD[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tAiris
; {0,2}Airpad[ \-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tAirpad $1\#tAirpad
; {0,2}(one ?touch) (EVO7|T10|T20)(?: Build|\) AppleWebKit)\#tAlcatel One Touch $2\#tAlcatel\#tOne Touch $2
(?i); {0,2}(?:alcatel[ _]|)(?:(?:one[ _]?touch[ _])|ot[ \-])([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tAlcatel One Touch $1\#tAlcatel\#tOne Touch $1
; {0,2}(TCL)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
; {0,2}(Vodafone Smart II|Optimus_Madrid)(?: Build|\) AppleWebKit)\#tAlcatel $1\#tAlcatel
; {0,2}BASE_Lutea_3(?: Build|\) AppleWebKit)\#tAlcatel One Touch 998\#tAlcatel\#tOne Touch 998
; {0,2}BASE_Varia(?: Build|\) AppleWebKit)\#tAlcatel One Touch 918D\#tAlcatel\#tOne Touch 918D
; {0,2}((?:FINE|Fine)\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tAllfine
; {0,2}(ALLVIEW[ _]?|Allview[ _]?)((?:Speed|SPEED).{0,200}?)(?: Build|\) AppleWebKit)\#t$1$2\#tAllview\#t$2
; {0,2}(ALLVIEW[ _]?|Allview[ _]?|)(AX1_Shine|AX2_Frenzy)(?: Build|\) AppleWebKit)\#t$1$2\#tAllview\#t$2
; {0,2}(ALLVIEW[ _]?|Allview[ _]?)([^;/]*?)(?: Build|\) AppleWebKit)\#t$1$2\#tAllview\#t$2
; {0,2}(A13-MID)(?: Build|\) AppleWebKit)\#t\#tAllwinner
; {0,2}(Allwinner)[ _\-]?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tAllwinner
; {0,2}(A651|A701B?|A702|A703|A705|A706|A707|A711|A712|A713|A717|A722|A785|A801|A802|A803|A901|A902|A1002|A1003|A1006|A1007|A9701|A9703|Q710|Q80)(?: Build|\) AppleWebKit)\#t\#tAmaway
; {0,2}(?:AMOI|Amoi)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tAmoi $1\#tAmoi
^(?:AMOI|Amoi)[ _]([^;/]{1,100}?) Linux\#tAmoi $1\#tAmoi
; {0,2}(MW(?:0[789]|10)[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tAoc
; {0,2}(G7|M1013|M1015G|M11[CG]?|M-?12[B]?|M15|M19[G]?|M30[ACQ]?|M31[GQ]|M32|M33[GQ]|M36|M37|M38|M701T|M710|M712B|M713|M715G|M716G|M71(?:G|GS|T|)|M72[T]?|M73[T]?|M75[GT]?|M77G|M79T|M7L|M7LN|M81|M810|M81T|M82|M92|M92KS|M92S|M717G|M721|M722G|M723|M725G|M739|M785|M791|M92SK|M93D)(?: Build|\) AppleWebKit)\#tAoson $1\#tAoson
(?i); {0,2}Aoson ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tAoson $1\#tAoson
; {0,2}[Aa]panda[ _\-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tApanda $1\#tApanda
; {0,2}(?:ARCHOS|Archos) ?(GAMEPAD.{0,200}?)(?: Build|\) AppleWebKit)\#tArchos $1\#tArchos
ARCHOS; GOGI; ([^;]{1,200});\#tArchos $1\#tArchos
(?:ARCHOS|Archos)[ _]?(.{0,200}?)(?: Build|[;/\(\)\-]|$)\#tArchos $1\#tArchos
; {0,2}(AN(?:7|8|9|10|13)[A-Z0-9]{1,4})(?: Build|\) AppleWebKit)\#tArchos $1\#tArchos
; {0,2}(A28|A32|A43|A70(?:BHT|CHT|HB|S|X)|A101(?:B|C|IT)|A7EB|A7EB-WK|101G9|80G9)(?: Build|\) AppleWebKit)\#tArchos $1\#tArchos
; {0,2}(PAD-FMD[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tArival
; {0,2}(BioniQ) ?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tArival\#t$1 $2
; {0,2}(AN\d[^;/]{1,100}|ARCHM\d+)(?: Build|\) AppleWebKit)\#tArnova $1\#tArnova
; {0,2}(?:ARNOVA|Arnova) ?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tArnova $1\#tArnova
; {0,2}(?:ASSISTANT |)(AP)-?([1789]\d{2}[A-Z]{0,2}|80104)(?: Build|\) AppleWebKit)\#tAssistant $1-$2\#tAssistant\#t$1-$2
; {0,2}(ME17\d[^;/]*|ME3\d{2}[^;/]{1,100}|K00[A-Z]|Nexus 10|Nexus 7(?: 2013|)|PadFone[^;/]*|Transformer[^;/]*|TF\d{3}[^;/]*|eeepc)(?: Build|\) AppleWebKit)\#tAsus $1\#tAsus
; {0,2}ASUS[ _]{0,10}([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tAsus $1\#tAsus
; {0,2}Garmin-Asus ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tGarmin-Asus $1\#tGarmin-Asus
; {0,2}(Garminfone)(?: Build|\) AppleWebKit)\#tGarmin $1\#tGarmin-Asus
; (@TAB-[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tAttab
; {0,2}(T-(?:07|[^0]\d)[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tAudiosonic
(?i); {0,2}(?:Axioo[ _\-]([^;/]{1,100}?)|(picopad)[ _\-]([^;/]{1,100}?))(?: Build|\) AppleWebKit)\#tAxioo $1$2 $3\#tAxioo\#t$1$2 $3
; {0,2}(V(?:100|700|800)[^;/]*)(?: Build|\) AppleWebKit)\#t\#tAzend
(?i); {0,2}(IBAK\-[^;/]*)(?: Build|\) AppleWebKit)\#t\#tBak
; {0,2}(HY5001|HY6501|X12|X21|I5)(?: Build|\) AppleWebKit)\#tBedove $1\#tBedove
; {0,2}(JC-[^;/]*)(?: Build|\) AppleWebKit)\#tBenss $1\#tBenss
; {0,2}(BB) ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tBlackberry\#t$2
; {0,2}(BlackBird)[ _](I8.{0,200}?)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
; {0,2}(BlackBird)[ _](.{0,200}?)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
; {0,2}([0-9]+BP[EM][^;/]*|Endeavour[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tBlaupunkt $1\#tBlaupunkt
; {0,2}((?:BLU|Blu)[ _\-])([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tBlu\#t$2
; {0,2}(?:BMOBILE )?(Blu|BLU|DASH [^;/]{1,100}|VIVO 4\.3|TANK 4\.5)(?: Build|\) AppleWebKit)\#t\#tBlu
; {0,2}(TOUCH\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tBlusens
; {0,2}(AX5\d+)(?: Build|\) AppleWebKit)\#t\#tBmobile
; {0,2}([Bb]q) ([^;/]{1,100}?);?(?: Build|\) AppleWebKit)\#t$1 $2\#tbq\#t$2
; {0,2}(Maxwell [^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tbq
; {0,2}((?:B-Tab|B-TAB) ?\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tBraun
; {0,2}(Broncho) ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
; {0,2}CAPTIVA ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tCaptiva $1\#tCaptiva
; {0,2}(C771|CAL21|IS11CA)(?: Build|\) AppleWebKit)\#t\#tCasio
; {0,2}(?:Cat|CAT) ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tCat $1\#tCat
; {0,2}(?:Cat)(Nova.{0,200}?)(?: Build|\) AppleWebKit)\#tCat $1\#tCat
; {0,2}(INM8002KP|ADM8000KP_[AB])(?: Build|\) AppleWebKit)\#t\#tCat\#tTablet PHOENIX 8.1J0
; {0,2}(?:[Cc]elkon[ _\*]|CELKON[ _\*])([^;/\)]+) ?(?:Build|;|\))\#t\#tCelkon
Build/(?:[Cc]elkon)+_?([^;/_\)]+)\#t\#tCelkon
; {0,2}(CT)-?(\d+)(?: Build|\) AppleWebKit)\#t$1$2\#tCelkon\#t$1$2
; {0,2}(A19|A19Q|A105|A107[^;/\)]*) ?(?:Build|;|\))\#t\#tCelkon
; {0,2}(TPC[0-9]{4,5})(?: Build|\) AppleWebKit)\#t\#tChangJia
CrKey.*DeviceType/([^/]*)\#tChromecast\#tGoogle
Fuchsia.*CrKey\#tChromecast\#tGoogle\#tNest Hub
Linux.*CrKey/1.36\#tChromecast\#tGoogle\#tFirst Generation
CrKey/\#tChromecast\#tGoogle\#tChromecast
; {0,2}(Cloudfone)[ _](Excite)([^ ][^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2 $3\#tCloudfone\#t$1 $2 $3
; {0,2}(Excite|ICE)[ _](\d+[^;/]{0,100}?)(?: Build|\) AppleWebKit)\#tCloudfone $1 $2\#tCloudfone\#tCloudfone $1 $2
; {0,2}(Cloudfone|CloudPad)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tCloudfone\#t$1 $2
(?i); {0,2}((?:Aquila|Clanga|Rapax)[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tCmx
; {0,2}(?:CFW-|Kyros )?(MID[0-9]{4}(?:[ABC]|SR|TV)?)(\(3G\)-4G| GB 8K| 3G| 8K| GB)? {0,2}(?:Build|[;\)])\#tCobyKyros $1$2\#tCobyKyros\#t$1$2
; {0,2}([^;/]{0,50})Coolpad[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tCoolpad\#t$1$2
(?i); {0,2}(CUBE[ _])?([KU][0-9]+ ?GT.{0,200}?|A5300)(?: Build|\) AppleWebKit)\#t$1$2\#tCube\#t$2
(?i); {0,2}CUBOT ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tCubot
(?i); {0,2}(BOBBY)(?: Build|\) AppleWebKit)\#t\#tCubot
; {0,2}(Dslide [^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tDanew
; {0,2}(XCD)[ _]?(28|35)(?: Build|\) AppleWebKit)\#tDell $1$2\#tDell\#t$1$2
; {0,2}(001DL)(?: Build|\) AppleWebKit)\#tDell $1\#tDell\#tStreak
; {0,2}(?:Dell|DELL) (Streak)(?: Build|\) AppleWebKit)\#tDell $1\#tDell\#tStreak
; {0,2}(101DL|GS01|Streak Pro[^;/]{0,100})(?: Build|\) AppleWebKit)\#tDell $1\#tDell\#tStreak Pro
; {0,2}([Ss]treak ?7)(?: Build|\) AppleWebKit)\#tDell $1\#tDell\#tStreak 7
; {0,2}(Mini-3iX)(?: Build|\) AppleWebKit)\#tDell $1\#tDell
; {0,2}(?:Dell|DELL)[ _](Aero|Venue|Thunder|Mini.{0,200}?|Streak[ _]Pro)(?: Build|\) AppleWebKit)\#tDell $1\#tDell
; {0,2}Dell[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tDell $1\#tDell
; {0,2}(TA[CD]-\d+[^;/]{0,100})(?: Build|\) AppleWebKit)\#t\#tDenver
; {0,2}(iP[789]\d{2}(?:-3G)?|IP10\d{2}(?:-8GB)?)(?: Build|\) AppleWebKit)\#t\#tDex
; {0,2}(AirTab)[ _\-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tDNS\#t$1 $2
; {0,2}(F\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tFujitsu
; {0,2}(HT-03A)(?: Build|\) AppleWebKit)\#t\#tHTC\#tMagic
; {0,2}(HT\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tHTC
; {0,2}(L\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tLG
; {0,2}(N\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tNec
; {0,2}(P\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tPanasonic
; {0,2}(SC\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tSamsung
; {0,2}(SH\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tSharp
; {0,2}(SO\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tSonyEricsson
; {0,2}(T\-0[12][^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tToshiba
; {0,2}(DOOV)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tDOOV\#t$2
; {0,2}(Enot|ENOT)[ -]?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tEnot\#t$2
; {0,2}[^;/]{1,100} Build/(?:CROSS|Cross)+[ _\-]([^\)]+)\#tCROSS $1\#tEvercoss\#tCross $1
; {0,2}(CROSS|Cross)[ _\-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tEvercoss\#tCross $2
; {0,2}Explay[_ ](.{1,200}?)(?:[\)]| Build)\#t\#tExplay
; {0,2}(IQ.{0,200}?)(?: Build|\) AppleWebKit)\#t\#tFly
; {0,2}(Fly|FLY)[ _](IQ[^;]{1,100}?|F[34]\d+[^;]{0,100}?);?(?: Build|\) AppleWebKit)\#t$1 $2\#tFly\#t$2
; {0,2}(M532|Q572|FJL21)(?: Build|\) AppleWebKit)\#t\#tFujitsu
; {0,2}(G1)(?: Build|\) AppleWebKit)\#t\#tGalapad
; {0,2}(Geeksphone) ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
; {0,2}(G[^F]?FIVE) ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tGfive\#t$2
(?i); {0,2}(Gionee)[ _\-]([^;/]{1,100}?)(?:/[^;/]{1,100}|)(?: Build|\) AppleWebKit)\#t$1 $2\#tGionee\#t$2
; {0,2}(GN\d+[A-Z]?|INFINITY_PASSION|Ctrl_V1)(?: Build|\) AppleWebKit)\#tGionee $1\#tGionee
; {0,2}(E3) Build/JOP40D\#tGionee $1\#tGionee
(?i)\sGIONEE[-\s_](\w*)\#tGionee $1\#tGionee
; {0,2}((?:FONE|QUANTUM|INSIGNIA) \d+[^;/]{0,100}|PLAYTAB)(?: Build|\) AppleWebKit)\#tGoClever $1\#tGoClever
; {0,2}GOCLEVER ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tGoClever $1\#tGoClever
; {0,2}(Glass \d+)(?: Build|\) AppleWebKit)\#t\#tGoogle
; {0,2}([g|G]oogle)? (Pixel[ a-zA-z0-9]{1,100});(?: Build|.{0,50}\) AppleWebKit)\#t$2\#tGoogle\#t$2
; {0,2}([g|G]oogle)? (Pixel.{0,200}?)(?: Build|\) AppleWebKit)\#t$2\#tGoogle\#t$2
; {0,2}(GSmart)[ -]([^/]{1,50})(?: Build|\) AppleWebKit)\#t$1 $2\#tGigabyte\#t$1 $2
; {0,2}(imx5[13]_[^/]{1,50})(?: Build|\) AppleWebKit)\#tFreescale $1\#tFreescale
; {0,2}Haier[ _\-]([^/]{1,50})(?: Build|\) AppleWebKit)\#tHaier $1\#tHaier
; {0,2}(PAD1016)(?: Build|\) AppleWebKit)\#tHaipad $1\#tHaipad
; {0,2}(M701|M7|M8|M9)(?: Build|\) AppleWebKit)\#tHaipad $1\#tHaipad
; {0,2}(SN\d+T[^;\)/]*)(?: Build|[;\)])\#tHannspree $1\#tHannspree
Build/HCL ME Tablet ([^;\)]{1,3})[\);]\#tHCLme $1\#tHCLme
; {0,2}([^;\/]+) Build/HCL\#tHCLme $1\#tHCLme
; {0,2}(MID-?\d{4}C[EM])(?: Build|\) AppleWebKit)\#tHena $1\#tHena
; {0,2}(EG\d{2,}|HS-[^;/]{1,100}|MIRA[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tHisense $1\#tHisense
(?i); {0,2}(andromax[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tHisense $1\#tHisense
; {0,2}(?:AMAZE[ _](S\d+)|(S\d+)[ _]AMAZE)(?: Build|\) AppleWebKit)\#tAMAZE $1$2\#thitech\#tAMAZE $1$2
; {0,2}(PlayBook)(?: Build|\) AppleWebKit)\#tHP $1\#tHP
; {0,2}HP ([^/]{1,50})(?: Build|\) AppleWebKit)\#tHP $1\#tHP
; {0,2}([^/]{1,30}_tenderloin)(?: Build|\) AppleWebKit)\#tHP TouchPad\#tHP\#tTouchPad
; {0,2}(HUAWEI |Huawei-|)([UY][^;/]{1,100}) Build/(?:Huawei|HUAWEI)([UY][^\);]+)\)\#t$1$2\#tHuawei\#t$2
; {0,2}([^;/]{1,100}) Build[/ ]Huawei(MT1-U06|[A-Z]{1,50}\d+[^\);]{1,50})\)\#t\#tHuawei\#t$2
; {0,2}(S7|M860) Build\#t\#tHuawei
; {0,2}((?:HUAWEI|Huawei)[ \-]?)(MediaPad) Build\#t$1$2\#tHuawei\#t$2
; {0,2}((?:HUAWEI[ _]?|Huawei[ _]|)Ascend[ _])([^;/]{1,100}) Build\#t$1$2\#tHuawei\#t$2
; {0,2}((?:HUAWEI|Huawei)[ _\-]?)((?:G700-|MT-)[^;/]{1,100}) Build\#t$1$2\#tHuawei\#t$2
; {0,2}((?:HUAWEI|Huawei)[ _\-]?)([^;/]{1,100}) Build\#t$1$2\#tHuawei\#t$2
; {0,2}(MediaPad[^;]{1,200}|SpringBoard) Build/Huawei\#t\#tHuawei
; {0,2}([^;]{1,200}) Build/(?:Huawei|HUAWEI)\#t\#tHuawei
; {0,2}([Uu])([89]\d{3}) Build\#t$1$2\#tHuawei\#tU$2
; {0,2}(?:Ideos |IDEOS )(S7) Build\#tHuawei Ideos$1\#tHuawei\#tIdeos$1
; {0,2}(?:Ideos |IDEOS )([^;/]{1,50}\s{0,5}|\s{0,5})Build\#tHuawei Ideos$1\#tHuawei\#tIdeos$1
; {0,2}(Orange Daytona|Pulse|Pulse Mini|Vodafone 858|C8500|C8600|C8650|C8660|Nexus 6P|ATH-.{1,200}?) Build[/ ]\#tHuawei $1\#tHuawei
; {0,2}((?:[A-Z]{3})\-L[A-Za0-9]{2})[\)]\#tHuawei $1\#tHuawei
; {0,2}([^;]{1,200}) Build/(HONOR|Honor)\#tHuawei Honor $1\#tHuawei\#tHonor $1
; {0,2}HTC[ _]([^;]{1,200}); Windows Phone\#tHTC $1\#tHTC
; {0,2}(?:HTC[ _/])+([^ _/]+)(?:[/\\]1\.0 | V|/| +)\d+\.\d[\d\.]*(?: {0,2}Build|\))\#tHTC $1\#tHTC
; {0,2}(?:HTC[ _/])+([^ _/]+)(?:[ _/]([^ _/]+)|)(?:[/\\]1\.0 | V|/| +)\d+\.\d[\d\.]*(?: {0,2}Build|\))\#tHTC $1 $2\#tHTC\#t$1 $2
; {0,2}(?:HTC[ _/])+([^ _/]+)(?:[ _/]([^ _/]+)(?:[ _/]([^ _/]+)|)|)(?:[/\\]1\.0 | V|/| +)\d+\.\d[\d\.]*(?: {0,2}Build|\))\#tHTC $1 $2 $3\#tHTC\#t$1 $2 $3
; {0,2}(?:HTC[ _/])+([^ _/]+)(?:[ _/]([^ _/]+)(?:[ _/]([^ _/]+)(?:[ _/]([^ _/]+)|)|)|)(?:[/\\]1\.0 | V|/| +)\d+\.\d[\d\.]*(?: {0,2}Build|\))\#tHTC $1 $2 $3 $4\#tHTC\#t$1 $2 $3 $4
; {0,2}(?:(?:HTC|htc)(?:_blocked|)[ _/])+([^ _/;]+)(?: {0,2}Build|[;\)]| - )\#tHTC $1\#tHTC
; {0,2}(?:(?:HTC|htc)(?:_blocked|)[ _/])+([^ _/]+)(?:[ _/]([^ _/;\)]+)|)(?: {0,2}Build|[;\)]| - )\#tHTC $1 $2\#tHTC\#t$1 $2
; {0,2}(?:(?:HTC|htc)(?:_blocked|)[ _/])+([^ _/]+)(?:[ _/]([^ _/]+)(?:[ _/]([^ _/;\)]+)|)|)(?: {0,2}Build|[;\)]| - )\#tHTC $1 $2 $3\#tHTC\#t$1 $2 $3
; {0,2}(?:(?:HTC|htc)(?:_blocked|)[ _/])+([^ _/]+)(?:[ _/]([^ _/]+)(?:[ _/]([^ _/]+)(?:[ _/]([^ /;]+)|)|)|)(?: {0,2}Build|[;\)]| - )\#tHTC $1 $2 $3 $4\#tHTC\#t$1 $2 $3 $4
HTC Streaming Player [^\/]{0,30}/[^\/]{0,10}/ htc_([^/]{1,10}) /\#tHTC $1\#tHTC
(?i)(?:[;,] {0,2}|^)(?:htccn_chs-|)HTC[ _-]?([^;]{1,200}?)(?: {0,2}Build|clay|Android|-?Mozilla| Opera| Profile| UNTRUSTED|[;/\(\)]|$)\#tHTC $1\#tHTC
(?i); {0,2}(A6277|ADR6200|ADR6300|ADR6350|ADR6400[A-Z]*|ADR6425[A-Z]*|APX515CKT|ARIA|Desire[^_ ]*|Dream|EndeavorU|Eris|Evo|Flyer|HD2|Hero|HERO200|Hero CDMA|HTL21|Incredible|Inspire[A-Z0-9]*|Legend|Liberty|Nexus ?(?:One|HD2)|One|One S C2|One[ _]?(?:S|V|X\+?)\w*|PC36100|PG06100|PG86100|S31HT|Sensation|Wildfire)(?: Build|[/;\(\)])\#tHTC $1\#tHTC
(?i); {0,2}(ADR6200|ADR6400L|ADR6425LVW|Amaze|DesireS?|EndeavorU|Eris|EVO|Evo\d[A-Z]+|HD2|IncredibleS?|Inspire[A-Z0-9]*|Sensation[A-Z0-9]*|Wildfire)[ _-](.{1,200}?)(?:[/;\)]|Build|MIUI|1\.0)\#tHTC $1 $2\#tHTC\#t$1 $2
; {0,2}HYUNDAI (T\d[^/]{0,10})(?: Build|\) AppleWebKit)\#tHyundai $1\#tHyundai
; {0,2}HYUNDAI ([^;/]{1,10}?)(?: Build|\) AppleWebKit)\#tHyundai $1\#tHyundai
; {0,2}(X700|Hold X|MB-6900)(?: Build|\) AppleWebKit)\#tHyundai $1\#tHyundai
(?i); {0,2}(?:iBall[ _\-]|)(Andi)[ _]?(\d[^;/]*)(?: Build|\) AppleWebKit)\#t$1 $2\#tiBall\#t$1 $2
(?i); {0,2}(IBall)(?:[ _]([^;/]{1,100}?)|)(?: Build|\) AppleWebKit)\#t$1 $2\#tiBall\#t$2
; {0,2}(NT-\d+[^ ;/]{0,50}|Net[Tt]AB [^;/]{1,50}|Mercury [A-Z]{1,50}|iconBIT)(?: S/N:[^;/]{1,50}|)(?: Build|\) AppleWebKit)\#t\#tIconBIT
(?i); {0,2}(IMO)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tIMO\#t$2
(?i); {0,2}i-?mobile[ _]([^/]{1,50})(?: Build|\) AppleWebKit)\#ti-mobile $1\#timobile
(?i); {0,2}(i-(?:style|note)[^/]{0,10})(?: Build|\) AppleWebKit)\#ti-mobile $1\#timobile
; {0,2}(ImPAD) ?(\d+(?:.){0,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tImpression\#t$1 $2
; {0,2}(Infinix)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tInfinix\#t$2
; {0,2}(Informer)[ \-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tInformer\#t$2
; {0,2}(TAB) ?([78][12]4)(?: Build|\) AppleWebKit)\#tIntenso $1\#tIntenso\#t$1 $2
; {0,2}(?:Intex[ _]|)(AQUA|Aqua)([ _\.\-])([^;/]{1,100}?) {0,2}(?:Build|;)\#t$1$2$3\#tIntex\#t$1 $3
; {0,2}(?:INTEX|Intex)(?:[_ ]([^\ _;/]+))(?:[_ ]([^\ _;/]+)|) {0,2}(?:Build|;)\#t$1 $2\#tIntex\#t$1 $2
; {0,2}([iI]Buddy)[ _]?(Connect)(?:_|\?_| |)([^;/]{0,50}) {0,2}(?:Build|;)\#t$1 $2 $3\#tIntex\#tiBuddy $2 $3
; {0,2}(I-Buddy)[ _]([^;/]{1,100}?) {0,2}(?:Build|;)\#t$1 $2\#tIntex\#tiBuddy $2
(?i); {0,2}(iOCEAN) ([^/]{1,50})(?: Build|\) AppleWebKit)\#t$1 $2\#tiOCEAN\#t$2
; {0,2}(TP\d+(?:\.\d+|)\-\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tionik $1\#tionik
; {0,2}(M702pro)(?: Build|\) AppleWebKit)\#t\#tIru
; {0,2}itel ([^;/]*)(?: Build|\) AppleWebKit)\#tItel $1\#tItel
; {0,2}(DE88Plus|MD70)(?: Build|\) AppleWebKit)\#t\#tIvio
; {0,2}IVIO[_\-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tIvio
; {0,2}(TPC-\d+|JAY-TECH)(?: Build|\) AppleWebKit)\#t\#tJaytech
; {0,2}(JY-[^;/]{1,100}|G[234]S?)(?: Build|\) AppleWebKit)\#t\#tJiayu
; {0,2}(JXD)[ _\-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tJXD\#t$2
(?i); {0,2}Karbonn[ _]?([^;/]{1,100}) {0,2}(?:Build|;)\#t\#tKarbonn
; {0,2}([^;]{1,200}) Build/Karbonn\#t\#tKarbonn
; {0,2}(A11|A39|A37|A34|ST8|ST10|ST7|Smart Tab3|Smart Tab2|Titanium S\d) +Build\#t\#tKarbonn
; {0,2}(IS01|IS03|IS05|IS\d{2}SH)(?: Build|\) AppleWebKit)\#t\#tSharp
; {0,2}(IS04)(?: Build|\) AppleWebKit)\#t\#tRegza
; {0,2}(IS06|IS\d{2}PT)(?: Build|\) AppleWebKit)\#t\#tPantech
; {0,2}(IS11S)(?: Build|\) AppleWebKit)\#t\#tSonyEricsson\#tXperia Acro
; {0,2}(IS11CA)(?: Build|\) AppleWebKit)\#t\#tCasio\#tGzOne $1
; {0,2}(IS11LG)(?: Build|\) AppleWebKit)\#t\#tLG\#tOptimus X
; {0,2}(IS11N)(?: Build|\) AppleWebKit)\#t\#tMedias
; {0,2}(IS11PT)(?: Build|\) AppleWebKit)\#t\#tPantech\#tMIRACH
; {0,2}(IS12F)(?: Build|\) AppleWebKit)\#t\#tFujitsu\#tArrows ES
; {0,2}(IS12M)(?: Build|\) AppleWebKit)\#t\#tMotorola\#tXT909
; {0,2}(IS12S)(?: Build|\) AppleWebKit)\#t\#tSonyEricsson\#tXperia Acro HD
; {0,2}(ISW11F)(?: Build|\) AppleWebKit)\#t\#tFujitsu\#tArrowz Z
; {0,2}(ISW11HT)(?: Build|\) AppleWebKit)\#t\#tHTC\#tEVO
; {0,2}(ISW11K)(?: Build|\) AppleWebKit)\#t\#tKyocera\#tDIGNO
; {0,2}(ISW11M)(?: Build|\) AppleWebKit)\#t\#tMotorola\#tPhoton
; {0,2}(ISW11SC)(?: Build|\) AppleWebKit)\#t\#tSamsung\#tGALAXY S II WiMAX
; {0,2}(ISW12HT)(?: Build|\) AppleWebKit)\#t\#tHTC\#tEVO 3D
; {0,2}(ISW13HT)(?: Build|\) AppleWebKit)\#t\#tHTC\#tJ
; {0,2}(ISW?[0-9]{2}[A-Z]{0,2})(?: Build|\) AppleWebKit)\#t\#tKDDI
; {0,2}(INFOBAR [^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tKDDI
; {0,2}(JOYPAD|Joypad)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tKingcom\#t$1 $2
(?i); {0,2}(Vox|VOX|Arc|K080)(?: Build|\) AppleWebKit)\#t\#tKobo
\b(Kobo Touch)\b\#t\#tKobo
(?i); {0,2}(K-Touch)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tKtouch\#t$2
(?i); {0,2}((?:EV|KM)-S\d+[A-Z]?)(?: Build|\) AppleWebKit)\#t\#tKTtech
; {0,2}(Zio|Hydro|Torque|Event|EVENT|Echo|Milano|Rise|URBANO PROGRESSO|WX04K|WX06K|WX10K|KYL21|101K|C5[12]\d{2})(?: Build|\) AppleWebKit)\#t\#tKyocera
(?i); {0,2}(?:LAVA[ _]|)IRIS[ _\-]?([^/;\)]+) {0,2}(?:;|\)|Build)\#tIris $1\#tLava\#tIris $1
; {0,2}LAVA[ _]([^;/]{1,100}) Build\#t\#tLava
; {0,2}(?:(Aspire A1)|(?:LEMON|Lemon)[ _]([^;/]{1,100}))_?(?: Build|\) AppleWebKit)\#tLemon $1$2\#tLemon\#t$1$2
; {0,2}(TAB-1012)(?: Build|\) AppleWebKit)\#tLenco $1\#tLenco
; Lenco ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tLenco $1\#tLenco
; {0,2}(A1_07|A2107A-H|S2005A-H|S1-37AH0) Build\#t\#tLenovo
; {0,2}(Idea[Tp]ab)[ _]([^;/]{1,100});? Build\#tLenovo $1 $2\#tLenovo\#t$1 $2
; {0,2}(Idea(?:Tab|pad)) ?([^;/]{1,100}) Build\#tLenovo $1 $2\#tLenovo\#t$1 $2
; {0,2}(ThinkPad) ?(Tablet) Build/\#tLenovo $1 $2\#tLenovo\#t$1 $2
; {0,2}(?:LNV-|)(?:=?[Ll]enovo[ _\-]?|LENOVO[ _])(.{1,200}?)(?:Build|[;/\)])\#tLenovo $1\#tLenovo
[;,] (?:Vodafone |)(SmartTab) ?(II) ?(\d+) Build/\#tLenovo $1 $2 $3\#tLenovo\#t$1 $2 $3
; {0,2}(?:Ideapad |)K1 Build/\#tLenovo Ideapad K1\#tLenovo\#tIdeapad K1
; {0,2}(3GC101|3GW10[01]|A390) Build/\#t\#tLenovo
\b(?:Lenovo|LENOVO)+[ _\-]?([^,;:/ ]+)\#tLenovo $1\#tLenovo
; {0,2}(MFC\d+)[A-Z]{2}([^;,/]*),?(?: Build|\) AppleWebKit)\#t$1$2\#tLexibook\#t$1$2
; {0,2}(E[34][0-9]{2}|LS[6-8][0-9]{2}|VS[6-9][0-9]+[^;/]{1,30}|Nexus 4|Nexus 5X?|GT540f?|Optimus (?:2X|G|4X HD)|OptimusX4HD) {0,2}(?:Build|;)\#t\#tLG
[;:] {0,2}(L-\d+[A-Z]|LGL\d+[A-Z]?)(?:/V\d+|) {0,2}(?:Build|[;\)])\#t\#tLG
; {0,2}(LG-)([A-Z]{1,2}\d{2,}[^,;/\)\(]*?)(?:Build| V\d+|[,;/\)\(]|$)\#t$1$2\#tLG\#t$2
; {0,2}(LG[ \-]|LG)([^;/]{1,100})[;/]? Build\#t$1$2\#tLG\#t$2
^(LG)-([^;/]{1,100})/ Mozilla/.{0,200}; Android\#t$1 $2\#tLG\#t$2
(Web0S); Linux/(SmartTV)\#tLG $1 $2\#tLG\#t$1 $2
; {0,2}((?:SMB|smb)[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tMalata
; {0,2}(?:Malata|MALATA) ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tMalata
; {0,2}(MS[45][0-9]{3}|MID0[568][NS]?|MID[1-9]|MID[78]0[1-9]|MID970[1-9]|MID100[1-9])(?: Build|\) AppleWebKit)\#t\#tManta
; {0,2}(M1052|M806|M9000|M9100|M9701|MID100|MID120|MID125|MID130|MID135|MID140|MID701|MID710|MID713|MID727|MID728|MID731|MID732|MID733|MID735|MID736|MID737|MID760|MID800|MID810|MID820|MID830|MID833|MID835|MID860|MID900|MID930|MID933|MID960|MID980)(?: Build|\) AppleWebKit)\#t\#tMatch
; {0,2}(GenxDroid7|MSD7.{0,200}?|AX\d.{0,200}?|Tab 701|Tab 722)(?: Build|\) AppleWebKit)\#tMaxx $1\#tMaxx
; {0,2}(M-PP[^;/]{1,30}|PhonePad ?\d{2,}[^;/]{1,30}?)(?: Build|\) AppleWebKit)\#tMediacom $1\#tMediacom
; {0,2}(M-MP[^;/]{1,30}|SmartPad ?\d{2,}[^;/]{1,30}?)(?: Build|\) AppleWebKit)\#tMediacom $1\#tMediacom
(?i); {0,2}(?:MD_|)LIFETAB[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tMedion Lifetab $1\#tMedion\#tLifetab $1
; {0,2}MEDION ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tMedion $1\#tMedion
; {0,2}(M030|M031|M035|M040|M065|m9)(?: Build|\) AppleWebKit)\#tMeizu $1\#tMeizu
; {0,2}(?:meizu_|MEIZU )(.{1,200}?) {0,2}(?:Build|[;\)])\#tMeizu $1\#tMeizu
Quest 3\#tQuest\#tMeta\#tQuest 3
Quest 2\#tQuest\#tMeta\#tQuest 2
Quest Pro\#tQuest\#tMeta\#tQuest Pro
Quest\#tQuest\#tMeta\#tQuest
(?i); {0,2}(?:Micromax[ _](A111|A240)|(A111|A240)) Build\#tMicromax $1$2\#tMicromax\#t$1$2
(?i); {0,2}Micromax[ _](A\d{2,3}[^;/]*) Build\#tMicromax $1\#tMicromax
(?i); {0,2}(A\d{2}|A[12]\d{2}|A90S|A110Q) Build\#tMicromax $1\#tMicromax
(?i); {0,2}Micromax[ _](P\d{3}[^;/]*) Build\#tMicromax $1\#tMicromax
(?i); {0,2}(P\d{3}|P\d{3}\(Funbook\)) Build\#tMicromax $1\#tMicromax
(?i); {0,2}(MITO)[ _\-]?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tMito\#t$2
(?i); {0,2}(Cynus)[ _](F5|T\d|.{1,200}?) {0,2}(?:Build|[;/\)])\#t$1 $2\#tMobistel\#t$1 $2
(?i); {0,2}(MODECOM |)(FreeTab) ?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2 $3\#tModecom\#t$2 $3
(?i); {0,2}(MODECOM )([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tModecom\#t$2
; {0,2}(MZ\d{3}\+?|MZ\d{3} 4G|Xoom|XOOM[^;/]*) Build\#tMotorola $1\#tMotorola
; {0,2}(Milestone )(XT[^;/]*) Build\#tMotorola $1$2\#tMotorola\#t$2
(?i); {0,2}(Motoroi ?x|Droid X|DROIDX) Build\#tMotorola $1\#tMotorola\#tDROID X
; {0,2}(Droid[^;/]*|DROID[^;/]*|Milestone[^;/]*|Photon|Triumph|Devour|Titanium) Build\#tMotorola $1\#tMotorola
; {0,2}(A555|A85[34][^;/]*|A95[356]|ME[58]\d{2}\+?|ME600|ME632|ME722|MB\d{3}\+?|MT680|MT710|MT870|MT887|MT917|WX435|WX453|WX44[25]|XT\d{3,4}[A-Z\+]*|CL[iI]Q|CL[iI]Q XT) Build\#t\#tMotorola
; {0,2}(Motorola MOT-|Motorola[ _\-]|MOT\-?)([^;/]{1,100}) Build\#t$1$2\#tMotorola\#t$2
; {0,2}(Moto[_ ]?|MOT\-)([^;/]{1,100}) Build\#t$1$2\#tMotorola\#t$2
; {0,2}((?:MP[DQ]C|MPG\d{1,4}|MP\d{3,4}|MID(?:(?:10[234]|114|43|7[247]|8[24]|7)C|8[01]1))[^;/]*)(?: Build|\) AppleWebKit)\#t\#tMpman
(?i); {0,2}(?:MSI[ _]|)(Primo\d+|Enjoy[ _\-][^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tMsi
; {0,2}Multilaser[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tMultilaser
; {0,2}(My)[_]?(Pad)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2 $3\#tMyPhone\#t$1$2 $3
; {0,2}(My)\|?(Phone)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2 $3\#tMyPhone\#t$3
(?i); {0,2}(A\d+)[ _](Duo|)(?: Build|\) AppleWebKit)\#t$1 $2\#tMyPhone\#t$1 $2
; {0,2}(myTab[^;/]*)(?: Build|\) AppleWebKit)\#t\#tMytab
; {0,2}(NABI2?-)([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tNabi\#t$2
; {0,2}(N-\d+[CDE])(?: Build|\) AppleWebKit)\#t\#tNec
; ?(NEC-)(.{0,200}?)(?: Build|\) AppleWebKit)\#t$1$2\#tNec\#t$2
; {0,2}(LT-NA7)(?: Build|\) AppleWebKit)\#t\#tNec\#tLifetouch Note
; {0,2}(NXM\d+[A-Za-z0-9_]{0,50}|Next\d[A-Za-z0-9_ \-]{0,50}|NEXT\d[A-Za-z0-9_ \-]{0,50}|Nextbook [A-Za-z0-9_ ]{0,50}|DATAM803HC|M805)(?: Build|[\);])\#t\#tNextbook
(?i); {0,2}(Nokia)([ _\-]{0,5})([^;/]{0,50}) Build\#t$1$2$3\#tNokia\#t$3
; {0,2}(TA\-\d{4})(?: Build|\) AppleWebKit)\#tNokia $1\#tNokia
; {0,2}(Nook ?|Barnes & Noble Nook |BN )([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tNook\#t$2
; {0,2}(NOOK |)(BNRV200|BNRV200A|BNTV250|BNTV250A|BNTV400|BNTV600|LogicPD Zoom2)(?: Build|\) AppleWebKit)\#t$1$2\#tNook\#t$2
; Build/(Nook)\#t\#tNook\#tTablet
; {0,2}(OP110|OliPad[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tOlivetti $1\#tOlivetti
; {0,2}OMEGA[ _\-](MID[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tOmega $1\#tOmega
^(MID7500|MID\d+) Mozilla/5\.0 \(iPad;\#tOmega $1\#tOmega
; {0,2}((?:CIUS|cius)[^;/]*)(?: Build|\) AppleWebKit)\#tOpenpeak $1\#tOpenpeak
; {0,2}(Find ?(?:5|7a)|R8[012]\d{1,2}|T703\d?|U70\d{1,2}T?|X90\d{1,2}|[AFR]\d{1,2}[a-z]{1,2})(?: Build|\) AppleWebKit)\#tOppo $1\#tOppo
; {0,2}OPPO ?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tOppo $1\#tOppo
; {0,2}(CPH\d{1,4}|RMX\d{1,4}|P[A-Z]{3}\d{2})(?: Build|\) AppleWebKit)\#tOppo $1\#tOppo
; {0,2}(A1601)(?: Build|\) AppleWebKit)\#tOppo F1s\#tOppo
; {0,2}(?:Odys\-|ODYS\-|ODYS )([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tOdys $1\#tOdys
; {0,2}(SELECT) ?(7)(?: Build|\) AppleWebKit)\#tOdys $1 $2\#tOdys\#t$1 $2
; {0,2}(PEDI)_(PLUS)_(W)(?: Build|\) AppleWebKit)\#tOdys $1 $2 $3\#tOdys\#t$1 $2 $3
; {0,2}(AEON|BRAVIO|FUSION|FUSION2IN1|Genio|EOS10|IEOS[^;/]*|IRON|Loox|LOOX|LOOX Plus|Motion|NOON|NOON_PRO|NEXT|OPOS|PEDI[^;/]*|PRIME[^;/]*|STUDYTAB|TABLO|Tablet-PC-4|UNO_X8|XELIO[^;/]*|Xelio ?\d+ ?[Pp]ro|XENO10|XPRESS PRO)(?: Build|\) AppleWebKit)\#tOdys $1\#tOdys
; (ONE [a-zA-Z]\d+)(?: Build|;? {0,2}\) AppleWebKit)\#tOnePlus $1\#tOnePlus
; (ONEPLUS [a-zA-Z]\d+)(?: Build|;? {0,2}\) AppleWebKit)\#tOnePlus $1\#tOnePlus
; {0,2}(HD1903|GM1917|IN2025|LE2115|LE2127|HD1907|BE2012|BE2025|BE2026|BE2028|BE2029|DE2117|DE2118|EB2101|GM1900|GM1910|GM1915|HD1905|HD1925|IN2015|IN2017|IN2019|KB2005|KB2007|LE2117|LE2125|BE2015|GM1903|HD1900|HD1901|HD1910|HD1913|IN2010|IN2013|IN2020|LE2111|LE2120|LE2121|LE2123|BE2011|IN2023|KB2003|LE2113|NE2215|DN2101)(?: Build|\) AppleWebKit)\#tOnePlus $1\#tOnePlus\#tOnePlus $1
; (OnePlus[ a-zA-z0-9]{0,50});((?: Build|.{0,50}\) AppleWebKit))\#t\#tOnePlus
; (OnePlus[ a-zA-z0-9]{0,50})((?: Build|\) AppleWebKit))\#t\#tOnePlus
; {0,2}(TP-\d+)(?: Build|\) AppleWebKit)\#tOrion $1\#tOrion
; {0,2}(G100W?)(?: Build|\) AppleWebKit)\#tPackardBell $1\#tPackardBell
; {0,2}(Panasonic)[_ ]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
; {0,2}(FZ-A1B|JT-B1)(?: Build|\) AppleWebKit)\#tPanasonic $1\#tPanasonic
; {0,2}(dL1|DL1)(?: Build|\) AppleWebKit)\#tPanasonic $1\#tPanasonic
; {0,2}(SKY[ _]|)(IM\-[AT]\d{3}[^;/]{1,100}).{0,30} Build/\#tPantech $1$2\#tPantech\#t$1$2
; {0,2}((?:ADR8995|ADR910L|ADR930L|ADR930VW|PTL21|P8000)(?: 4G|)) Build/\#t\#tPantech
; {0,2}Pantech([^;/]{1,30}).{0,200}? Build/\#tPantech $1\#tPantech
(?i); {0,2}(papyre)[ _\-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tPapyre\#t$2
; {0,2}(?:Touchlet )?(X10\.[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tPearl $1\#tPearl
; PHICOMM (i800)(?: Build|\) AppleWebKit)\#tPhicomm $1\#tPhicomm
; PHICOMM ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tPhicomm $1\#tPhicomm
; {0,2}(FWS\d{3}[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tPhicomm $1\#tPhicomm
; {0,2}(D633|D822|D833|T539|T939|V726|W335|W336|W337|W3568|W536|W5510|W626|W632|W6350|W6360|W6500|W732|W736|W737|W7376|W820|W832|W8355|W8500|W8510|W930)(?: Build|\) AppleWebKit)\#t\#tPhilips
; {0,2}(?:Philips|PHILIPS)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tPhilips $1\#tPhilips
Android 4\..{0,200}; {0,2}(M[12356789]|U[12368]|S[123])\ ?(pro)?(?: Build|\) AppleWebKit)\#tPipo $1$2\#tPipo\#t$1$2
; {0,2}(MOMO[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tPloyer
; {0,2}(?:Polaroid[ _]|)((?:MIDC\d{3,}|PMID\d{2,}|PTAB\d{3,})[^;/]{0,30}?)(\/[^;/]{0,30}|)(?: Build|\) AppleWebKit)\#t\#tPolaroid
; {0,2}(?:Polaroid )(Tablet)(?: Build|\) AppleWebKit)\#t\#tPolaroid
; {0,2}(POMP)[ _\-](.{1,200}?) {0,2}(?:Build|[;/\)])\#t$1 $2\#tPomp\#t$2
; {0,2}(TB07STA|TB10STA|TB07FTA|TB10FTA)(?: Build|\) AppleWebKit)\#t\#tPositivo
; {0,2}(?:Positivo |)((?:YPY|Ypy)[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tPositivo
; {0,2}(MOB-[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tPOV
; {0,2}POV[ _\-]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tPOV $1\#tPOV
; {0,2}((?:TAB-PLAYTAB|TAB-PROTAB|PROTAB|PlayTabPro|Mobii[ _\-]|TAB-P)[^;/]*)(?: Build|\) AppleWebKit)\#tPOV $1\#tPOV
; {0,2}(?:Prestigio |)((?:PAP|PMP)\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tPrestigio $1\#tPrestigio
; {0,2}(PLT[0-9]{4}.{0,200}?)(?: Build|\) AppleWebKit)\#t\#tProscan
; {0,2}(A2|A5|A8|A900)_?(Classic|)(?: Build|\) AppleWebKit)\#t$1 $2\#tQmobile\#t$1 $2
; {0,2}(Q[Mm]obile)_([^_]+)_([^_]+?)(?: Build|\) AppleWebKit)\#tQmobile $2 $3\#tQmobile\#t$2 $3
; {0,2}(Q\-?[Mm]obile)[_ ](A[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tQmobile $2\#tQmobile\#t$2
; {0,2}(Q\-Smart)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tQmobilevn\#t$2
; {0,2}(Q\-?[Mm]obile)[ _\-](S[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tQmobilevn\#t$2
; {0,2}(TA1013)(?: Build|\) AppleWebKit)\#t\#tQuanta
; (RCT\w+)(?: Build|\) AppleWebKit)\#t\#tRCA
; RCA (\w+)(?: Build|\) AppleWebKit)\#tRCA $1\#tRCA
; {0,2}(RK\d+),?(?: Build|\) AppleWebKit)\#t\#tRockchip
 Build/(RK\d+)\#t\#tRockchip
; {0,2}(SAMSUNG |Samsung |)((?:Galaxy (?:Note II|S\d)|GT-I9082|GT-I9205|GT-N7\d{3}|SM-N9005)[^;/]{0,100})\/?[^;/]{0,50} Build/\#tSamsung $1$2\#tSamsung\#t$2
; {0,2}(Google |)(Nexus [Ss](?: 4G|)) Build/\#tSamsung $1$2\#tSamsung\#t$2
; {0,2}(SAMSUNG |Samsung )([^\/]{0,50})\/[^ ]{0,50} Build/\#tSamsung $2\#tSamsung\#t$2
; {0,2}(Galaxy(?: Ace| Nexus| S ?II+|Nexus S| with MCR 1.2| Mini Plus 4G|)) Build/\#tSamsung $1\#tSamsung
; {0,2}(SAMSUNG[ _\-]|)(?:SAMSUNG[ _\-])([^;/]{1,100}) Build\#tSamsung $2\#tSamsung\#t$2
; {0,2}(SAMSUNG-|)(GT\-[BINPS]\d{4}[^\/]{0,50})(\/[^ ]{0,50}) Build\#tSamsung $1$2$3\#tSamsung\#t$2
(?:; {0,2}|^)((?:GT\-[BIiNPS]\d{4}|I9\d{2}0[A-Za-z\+]?\b)[^;/\)]*?)(?:Build|Linux|MIUI|[;/\)])\#tSamsung $1\#tSamsung
; (SAMSUNG-)([A-Za-z0-9\-]{0,50}).{0,200} Build/\#tSamsung $1$2\#tSamsung\#t$2
; {0,2}((?:SCH|SGH|SHV|SHW|SPH|SC|SM)\-[A-Za-z0-9 ]{1,50})(/?[^ ]*|) Build\#tSamsung $1\#tSamsung
; {0,2}((?:SC)\-[A-Za-z0-9 ]{1,50})(/?[^ ]*|)\)\#tSamsung $1\#tSamsung
 ((?:SCH)\-[A-Za-z0-9 ]{1,50})(/?[^ ]*|) Build\#tSamsung $1\#tSamsung
; {0,2}(Behold ?(?:2|II)|YP\-G[^;/]{1,100}|EK-GC100|SCL21|I9300) Build\#tSamsung $1\#tSamsung
; {0,2}((?:SCH|SGH|SHV|SHW|SPH|SC|SM)\-[A-Za-z0-9]{5,6})[\)]\#tSamsung $1\#tSamsung
; {0,2}(SH\-?\d\d[^;/]{1,100}|SBM\d[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tSharp
; {0,2}(SHARP[ -])([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tSharp\#t$2
; {0,2}(SPX[_\-]\d[^;/]*)(?: Build|\) AppleWebKit)\#t\#tSimvalley
; {0,2}(SX7\-PEARL\.GmbH)(?: Build|\) AppleWebKit)\#t\#tSimvalley
; {0,2}(SP[T]?\-\d{2}[^;/]*)(?: Build|\) AppleWebKit)\#t\#tSimvalley
; {0,2}(SK\-.{0,200}?)(?: Build|\) AppleWebKit)\#t\#tSKtelesys
; {0,2}(?:SKYTEX|SX)-([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tSkytex
; {0,2}(IMAGINE [^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tSkytex
; {0,2}(SmartQ) ?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
; {0,2}(WF7C|WF10C|SBT[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tSmartbitt
; {0,2}(SBM(?:003SH|005SH|006SH|007SH|102SH)) Build\#t\#tSharp
; {0,2}(003P|101P|101P11C|102P) Build\#t\#tPanasonic
; {0,2}(00\dZ) Build/\#t\#tZTE
; HTC(X06HT) Build\#t\#tHTC
; {0,2}(001HT|X06HT) Build\#t\#tHTC
; {0,2}(201M) Build\#t\#tMotorola\#tXT902
; {0,2}(ST\d{4}.{0,200})Build/ST\#tTrekstor $1\#tTrekstor
; {0,2}(ST\d{4}.{0,200}?)(?: Build|\) AppleWebKit)\#tTrekstor $1\#tTrekstor
; {0,2}(Sony ?Ericsson ?)([^;/]{1,100}) Build\#t$1$2\#tSonyEricsson\#t$2
; {0,2}((?:SK|ST|E|X|LT|MK|MT|WT)\d{2}[a-z0-9]*(?:-o|)|R800i|U20i) Build\#t\#tSonyEricsson
(?i); {0,2}(Xperia (?:A8|Arc|Acro|Active|Live with Walkman|Mini|Neo|Play|Pro|Ray|X\d+)[^;/]{0,50}) Build\#t\#tSonyEricsson
; Sony (Tablet[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tSony $1\#tSony
; Sony ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tSony $1\#tSony
; {0,2}(Sony)([A-Za-z0-9\-]+)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
; {0,2}(Xperia [^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tSony
; {0,2}(C(?:1[0-9]|2[0-9]|53|55|6[0-9])[0-9]{2}|D[25]\d{3}|D6[56]\d{2})(?: Build|\) AppleWebKit)\#t\#tSony
; {0,2}(SGP\d{3}|SGPT\d{2})(?: Build|\) AppleWebKit)\#t\#tSony
; {0,2}(NW-Z1000Series)(?: Build|\) AppleWebKit)\#t\#tSony
PLAYSTATION 3\#tPlayStation 3\#tSony\#tPlayStation 3
(PlayStation (?:Portable|Vita|\d+))\#t\#tSony
; {0,2}((?:CSL_Spice|Spice|SPICE|CSL)[ _\-]?|)([Mm][Ii])([ _\-]|)(\d{3}[^;/]*)(?: Build|\) AppleWebKit)\#t$1$2$3$4\#tSpice\#tMi$4
; {0,2}(Sprint )(.{1,200}?) {0,2}(?:Build|[;/])\#t$1$2\#tSprint\#t$2
\b(Sprint)[: ]([^;,/ ]+)\#t$1$2\#tSprint\#t$2
; {0,2}(TAGI[ ]?)(MID) ?([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2$3\#tTagi\#t$2$3
; {0,2}(Oyster500|Opal 800)(?: Build|\) AppleWebKit)\#tTecmobile $1\#tTecmobile
; {0,2}(TECNO[ _])([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tTecno\#t$2
(?i); {0,2}Android for (Telechips|Techvision) ([^ ]+) \#t$1 $2\#t$1\#t$2
; {0,2}(T-Hub2)(?: Build|\) AppleWebKit)\#t\#tTelstra
; {0,2}(PAD) ?(100[12])(?: Build|\) AppleWebKit)\#tTerra $1$2\#tTerra\#t$1$2
; {0,2}(T[BM]-\d{3}[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tTexet
; {0,2}(tolino [^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tThalia
; {0,2}Build/.{0,200} (TOLINO_BROWSER)\#t\#tThalia\#tTolino Shine
; {0,2}(?:CJ[ -])?(ThL|THL)[ -]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tThl\#t$2
; {0,2}(T100|T200|T5|W100|W200|W8s)(?: Build|\) AppleWebKit)\#t\#tThl
; {0,2}(T-Mobile[ _]G2[ _]Touch) Build\#t\#tHTC\#tHero
; {0,2}(T-Mobile[ _]G2) Build\#t\#tHTC\#tDesire Z
; {0,2}(T-Mobile myTouch Q) Build\#t\#tHuawei\#tU8730
; {0,2}(T-Mobile myTouch) Build\#t\#tHuawei\#tU8680
; {0,2}(T-Mobile_Espresso) Build\#t\#tHTC\#tEspresso
; {0,2}(T-Mobile G1) Build\#t\#tHTC\#tDream
\b(T-Mobile ?|)(myTouch)[ _]?([34]G)[ _]?([^\/]*) (?:Mozilla|Build)\#t$1$2 $3 $4\#tHTC\#t$2 $3 $4
\b(T-Mobile)_([^_]+)_(.{0,200}) Build\#t$1 $2 $3\#tTmobile\#t$2 $3
\b(T-Mobile)[_ ]?(.{0,200}?)Build\#t$1 $2\#tTmobile\#t$2
 (ATP[0-9]{4})(?: Build|\) AppleWebKit)\#t\#tTomtec
(?i) ?(TOOKY)[ _\-]([^;/]{1,100}) ?(?:Build|;)\#t$1 $2\#tTooky\#t$2
\b(TOSHIBA_AC_AND_AZ|TOSHIBA_FOLIO_AND_A|FOLIO_AND_A)\#t\#tToshiba\#tFolio 100
; {0,2}([Ff]olio ?100)(?: Build|\) AppleWebKit)\#t\#tToshiba\#tFolio 100
; {0,2}(AT[0-9]{2,3}(?:\-A|LE\-A|PE\-A|SE|a|)|AT7-A|AT1S0|Hikari-iFrame/WDPF-[^;/]{1,100}|THRiVE|Thrive)(?: Build|\) AppleWebKit)\#tToshiba $1\#tToshiba
; {0,2}(TM-MID\d+[^;/]{1,50}|TOUCHMATE|MID-750)(?: Build|\) AppleWebKit)\#t\#tTouchmate
; {0,2}(TM-SM\d+[^;/]{1,50}?)(?: Build|\) AppleWebKit)\#t\#tTouchmate
; {0,2}(A10 [Bb]asic2?)(?: Build|\) AppleWebKit)\#t\#tTreq
(?i); {0,2}(TREQ[ _\-])([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tTreq\#t$2
; {0,2}(X-?5|X-?3)(?: Build|\) AppleWebKit)\#t\#tUmeox
; {0,2}(A502\+?|A936|A603|X1|X2)(?: Build|\) AppleWebKit)\#t\#tUmeox
; thor Build/\#tThor\#tVernee\#tThor
; Thor (E)? Build/\#tThor $1\#tVernee\#tThor
; Apollo Lite Build/\#tApollo Lite\#tVernee\#tApollo
(?i)(TOUCH(?:TAB|PAD).{1,200}?)(?: Build|\) AppleWebKit)\#tVersus $1\#tVersus
(VERTU) ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tVertu\#t$2
; {0,2}(Videocon)[ _\-]([^;/]{1,100}?) {0,2}(?:Build|;)\#t$1 $2\#tVideocon\#t$2
 (VT\d{2}[A-Za-z]*)(?: Build|\) AppleWebKit)\#t\#tVideocon
; {0,2}((?:ViewPad|ViewPhone|VSD)[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t\#tViewsonic
; {0,2}(ViewSonic-)([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1$2\#tViewsonic\#t$2
; {0,2}(GTablet.{0,200}?)(?: Build|\) AppleWebKit)\#t\#tViewsonic
; {0,2}([Vv]ivo)[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tvivo\#t$2
(Vodafone) (.{0,200}?)(?: Build|\) AppleWebKit)\#t$1 $2\#t$1\#t$2
(?i); {0,2}(?:Walton[ _\-]|)(Primo[ _\-][^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tWalton $1\#tWalton
(?i); {0,2}(?:WIKO[ \-]|)(CINK\+?|BARRY|BLOOM|DARKFULL|DARKMOON|DARKNIGHT|DARKSIDE|FIZZ|HIGHWAY|IGGY|OZZY|RAINBOW|STAIRWAY|SUBLIM|WAX|CINK [^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tWiko $1\#tWiko
; {0,2}WellcoM-([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tWellcom $1\#tWellcom
(?:(WeTab)-Browser|; (wetab) Build)\#t\#tWeTab\#tWeTab
; {0,2}(AT-AS[^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tWolfgang $1\#tWolfgang
; {0,2}(?:Woxter|Wxt) ([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tWoxter $1\#tWoxter
; {0,2}(?:Xenta |Luna |)(TAB[234][0-9]{2}|TAB0[78]-\d{3}|TAB0?9-\d{3}|TAB1[03]-\d{3}|SMP\d{2}-\d{3})(?: Build|\) AppleWebKit)\#tYarvik $1\#tYarvik
; {0,2}([A-Z]{2,4})(M\d{3,}[A-Z]{2})([^;\)\/]*)(?: Build|[;\)])\#tYifang $1$2$3\#tYifang\#t$2
; {0,2}((Mi|MI|HM|MI-ONE|Redmi)[ -](NOTE |Note |)[^;/]*) (Build|MIUI)/\#tXiaoMi $1\#tXiaoMi
; {0,2}((Mi|MI|HM|MI-ONE|Redmi)[ -](NOTE |Note |)[^;/\)]*)\#tXiaoMi $1\#tXiaoMi
; {0,2}(MIX) (Build|MIUI)/\#tXiaoMi $1\#tXiaoMi
; {0,2}((MIX) ([^;/]*)) (Build|MIUI)/\#tXiaoMi $1\#tXiaoMi
(?i); {0,2}XOLO[ _]([^;/]{0,30}tab.{0,30})(?: Build|\) AppleWebKit)\#tXolo $1\#tXolo
(?i); {0,2}XOLO[ _]([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tXolo $1\#tXolo
(?i); {0,2}(q\d0{2,3}[a-z]?)(?: Build|\) AppleWebKit)\#tXolo $1\#tXolo
; {0,2}(PAD ?[79]\d+[^;/]{0,50}|TelePAD\d+[^;/])(?: Build|\) AppleWebKit)\#tXoro $1\#tXoro
; {0,2}(?:(?:ZOPO|Zopo)[ _]([^;/]{1,100}?)|(ZP ?(?:\d{2}[^;/]{1,100}|C2))|(C[2379]))(?: Build|\) AppleWebKit)\#t$1$2$3\#tZopo\#t$1$2$3
; {0,2}(ZiiLABS) (Zii[^;/]*)(?: Build|\) AppleWebKit)\#t$1 $2\#tZiiLabs\#t$2
; {0,2}(Zii)_([^;/]*)(?: Build|\) AppleWebKit)\#t$1 $2\#tZiiLabs\#t$2
; {0,2}(ARIZONA|(?:ATLAS|Atlas) W|D930|Grand (?:[SX][^;]{0,200}?|Era|Memo[^;]{0,200}?)|JOE|(?:Kis|KIS)\b[^;]{0,200}?|Libra|Light [^;]{0,200}?|N8[056][01]|N850L|N8000|N9[15]\d{2}|N9810|NX501|Optik|(?:Vip )Racer[^;]{0,200}?|RacerII|RACERII|San Francisco[^;]{0,200}?|V9[AC]|V55|V881|Z[679][0-9]{2}[A-z]?)(?: Build|\) AppleWebKit)\#t\#tZTE
; {0,2}([A-Z]\d+)_USA_[^;]{0,200}(?: Build|\) AppleWebKit)\#t\#tZTE
; {0,2}(SmartTab\d+)[^;]{0,50}(?: Build|\) AppleWebKit)\#t\#tZTE
; {0,2}(?:Blade|BLADE|ZTE-BLADE)([^;/]*)(?: Build|\) AppleWebKit)\#tZTE Blade$1\#tZTE\#tBlade$1
; {0,2}(?:Skate|SKATE|ZTE-SKATE)([^;/]*)(?: Build|\) AppleWebKit)\#tZTE Skate$1\#tZTE\#tSkate$1
; {0,2}(Orange |Optimus )(Monte Carlo|San Francisco)(?: Build|\) AppleWebKit)\#t$1$2\#tZTE\#t$1$2
; {0,2}(?:ZXY-ZTE_|ZTE\-U |ZTE[\- _]|ZTE-C[_ ])([^;/]{1,100}?)(?: Build|\) AppleWebKit)\#tZTE $1\#tZTE
; (BASE) (lutea|Lutea 2|Tab[^;]{0,200}?)(?: Build|\) AppleWebKit)\#t$1 $2\#tZTE\#t$1 $2
(?i); (Avea inTouch 2|soft stone|tmn smart a7|Movistar[ _]Link)(?: Build|\) AppleWebKit)\#t\#tZTE
; {0,2}(vp9plus)\)\#t\#tZTE
; ?(Cloud[ _]Z5|z1000|Z99 2G|z99|z930|z999|z990|z909|Z919|z900)(?: Build|\) AppleWebKit)\#t\#tZync
; ?(KFOT|Kindle Fire) Build\b\#tKindle Fire\#tAmazon\#tKindle Fire
; ?(KFOTE|Amazon Kindle Fire2) Build\b\#tKindle Fire 2\#tAmazon\#tKindle Fire 2
; ?(KFTT) Build\b\#tKindle Fire HD\#tAmazon\#tKindle Fire HD 7"
; ?(KFJWI) Build\b\#tKindle Fire HD 8.9" WiFi\#tAmazon\#tKindle Fire HD 8.9" WiFi
; ?(KFJWA) Build\b\#tKindle Fire HD 8.9" 4G\#tAmazon\#tKindle Fire HD 8.9" 4G
; ?(KFSOWI) Build\b\#tKindle Fire HD 7" WiFi\#tAmazon\#tKindle Fire HD 7" WiFi
; ?(KFTHWI) Build\b\#tKindle Fire HDX 7" WiFi\#tAmazon\#tKindle Fire HDX 7" WiFi
; ?(KFTHWA) Build\b\#tKindle Fire HDX 7" 4G\#tAmazon\#tKindle Fire HDX 7" 4G
; ?(KFAPWI) Build\b\#tKindle Fire HDX 8.9" WiFi\#tAmazon\#tKindle Fire HDX 8.9" WiFi
; ?(KFAPWA) Build\b\#tKindle Fire HDX 8.9" 4G\#tAmazon\#tKindle Fire HDX 8.9" 4G
; ?Amazon ([^;/]{1,100}) Build\b\#t\#tAmazon
; ?(Kindle) Build\b\#tKindle\#tAmazon\#tKindle
; ?(Silk)/(\d+)\.(\d+)(?:\.([0-9\-]+)|) Build\b\#tKindle Fire\#tAmazon\#tKindle Fire$2
 (Kindle)/(\d+\.\d+)\#tKindle\#tAmazon\#t$1 $2
 (Silk|Kindle)/(\d+)\.\#tKindle\#tAmazon\#tKindle
(sprd)\-([^/]{1,50})/\#t$1 $2\#t$1\#t$2
; {0,2}(H\d{2}00\+?) Build\#t\#tHero
; {0,2}(iphone|iPhone5) Build/\#tXianghe $1\#tXianghe
; {0,2}(e\d{4}[a-z]?_?v\d+|v89_[^;/]{1,100})[^;/]{1,30} Build/\#tXianghe $1\#tXianghe
\bUSCC[_\-]?([^ ;/\)]+)\#t\#tCellular
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|)(?:ALCATEL)[^;]{0,200}; {0,2}([^;,\)]+)\#tAlcatel $1\#tAlcatel
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|WpsLondonTest; ?|)(?:ASUS|Asus)[^;]{0,200}; {0,2}([^;,\)]+)\#tAsus $1\#tAsus
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|)(?:DELL|Dell)[^;]{0,200}; {0,2}([^;,\)]+)\#tDell $1\#tDell
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|WpsLondonTest; ?|)(?:HTC|Htc|HTC_blocked[^;]{0,200})[^;]{0,200}; {0,2}(?:HTC|)([^;,\)]+)\#tHTC $1\#tHTC
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|)(?:HUAWEI)[^;]{0,200}; {0,2}(?:HUAWEI |)([^;,\)]+)\#tHuawei $1\#tHuawei
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|)(?:LG|Lg)[^;]{0,200}; {0,2}(?:LG[ \-]|)([^;,\)]+)\#tLG $1\#tLG
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|)(?:rv:11; |)(?:NOKIA|Nokia)[^;]{0,200}; {0,2}(?:NOKIA ?|Nokia ?|LUMIA ?|[Ll]umia ?|)(\d{3,10}[^;\)]*)\#tLumia $1\#tNokia\#tLumia $1
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|)(?:NOKIA|Nokia)[^;]{0,200}; {0,2}(RM-\d{3,})\#tNokia $1\#tNokia
(?:Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)]|WPDesktop;) ?(?:ARM; ?Touch; ?|Touch; ?|)(?:NOKIA|Nokia)[^;]{0,200}; {0,2}(?:NOKIA ?|Nokia ?|LUMIA ?|[Ll]umia ?|)([^;\)]+)\#tNokia $1\#tNokia
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|)(?:Microsoft(?: Corporation|))[^;]{0,200}; {0,2}([^;,\)]+)\#tMicrosoft $1\#tMicrosoft
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|WpsLondonTest; ?|)(?:SAMSUNG)[^;]{0,200}; {0,2}(?:SAMSUNG |)([^;,\.\)]+)\#tSamsung $1\#tSamsung
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|WpsLondonTest; ?|)(?:TOSHIBA|FujitsuToshibaMobileCommun)[^;]{0,200}; {0,2}([^;,\)]+)\#tToshiba $1\#tToshiba
Windows Phone [^;]{1,30}; .{0,100}?IEMobile/[^;\)]+[;\)] ?(?:ARM; ?Touch; ?|Touch; ?|WpsLondonTest; ?|)([^;]{1,200}); {0,2}([^;,\)]+)\#t$1 $2\#t$1\#t$2
(?:^|; )SAMSUNG\-([A-Za-z0-9\-]{1,50}).{0,200} Bada/\#tSamsung $1\#tSamsung
\(Mobile; ALCATEL ?(One|ONE) ?(Touch|TOUCH) ?([^;/]{1,100}?)(?:/[^;]{1,200}|); rv:[^\)]{1,200}\) Gecko/[^\/]{1,200} Firefox/\#tAlcatel $1 $2 $3\#tAlcatel\#tOne Touch $3
\(Mobile; (?:ZTE([^;]{1,200})|(OpenC)); rv:[^\)]{1,200}\) Gecko/[^\/]{1,200} Firefox/\#tZTE $1$2\#tZTE\#t$1$2
\(Mobile; ALCATEL([A-Za-z0-9\-]+); rv:[^\)]{1,200}\) Gecko/[^\/]{1,200} Firefox/[^\/]{1,200} KaiOS/\#tAlcatel $1\#tAlcatel
\(Mobile; LYF\/([A-Za-z0-9\-]{1,100})\/.{0,100};.{0,100}rv:[^\)]{1,100}\) Gecko/[^\/]{1,100} Firefox/[^\/]{1,100} KAIOS/\#tLYF $1\#tLYF
\(Mobile; Nokia_([A-Za-z0-9\-]{1,100})_.{1,100}; rv:[^\)]{1,100}\) Gecko/[^\/]{1,100} Firefox/[^\/]{1,100} KAIOS/\#tNokia $1\#tNokia
Nokia(N[0-9]+)([A-Za-z_\-][A-Za-z0-9_\-]*)\#tNokia $1\#tNokia\#t$1$2
(?:NOKIA|Nokia)(?:\-| {0,2})(?:([A-Za-z0-9]+)\-[0-9a-f]{32}|([A-Za-z0-9\-]+)(?:UCBrowser)|([A-Za-z0-9\-]+))\#tNokia $1$2$3\#tNokia\#t$1$2$3
Lumia ([A-Za-z0-9\-]+)\#tLumia $1\#tNokia\#tLumia $1
\(Symbian; U; S60 V5; [A-z]{2}\-[A-z]{2}; (SonyEricsson|Samsung|Nokia|LG)([^;/]{1,100}?)\)\#t$1 $2\#t$1\#t$2
\(Symbian(?:/3|); U; ([^;]{1,200});\#tNokia $1\#tNokia
BB10; ([A-Za-z0-9\- ]+)\)\#tBlackBerry $1\#tBlackBerry
Play[Bb]ook.{1,200}RIM Tablet OS\#tBlackBerry Playbook\#tBlackBerry\#tPlaybook
Black[Bb]erry ([0-9]+);\#tBlackBerry $1\#tBlackBerry
Black[Bb]erry([0-9]+)\#tBlackBerry $1\#tBlackBerry
Black[Bb]erry;\#tBlackBerry\#tBlackBerry
(Pre|Pixi)/\d+\.\d+\#tPalm $1\#tPalm
Palm([0-9]+)\#tPalm $1\#tPalm
Treo([A-Za-z0-9]+)\#tPalm Treo $1\#tPalm\#tTreo $1
webOS.{0,200}(P160U(?:NA|))/(\d+).(\d+)\#tHP Veer\#tHP\#tVeer
(Touch[Pp]ad)/\d+\.\d+\#tHP TouchPad\#tHP\#tTouchPad
HPiPAQ([A-Za-z0-9]{1,20})/\d+\.\d+\#tHP iPAQ $1\#tHP\#tiPAQ $1
PDA; (PalmOS)/sony/model ([a-z]+)/Revision\#t\#tSony\#t$1 $2
(Apple\s?TV)\#tAppleTV\#tApple\#tAppleTV
(QtCarBrowser)\#tTesla Model S\#tTesla\#tModel S
(iPhone|iPad|iPod)(\d+,\d+)\#t\#tApple\#t$1$2
(iPad)(?:;| Simulator;)\#t\#tApple
(iPod)(?:;| touch;| Simulator;)\#t\#tApple
(iPhone)(?:;| Simulator;)\#t\#tApple
(Watch)(\d+,\d+)\#tApple $1\#tApple\#t$1$2
(Apple Watch)(?:;| Simulator;)\#t\#tApple
(HomePod)(?:;| Simulator;)\#t\#tApple
iPhone\#tiPhone\#tApple\#tiPhone
CFNetwork/.{0,100} Darwin/\d.{0,100}\(((?:Mac|iMac|PowerMac|PowerBook)[^\d]*)(\d+)(?:,|%2C)(\d+)\#t$1$2,$3\#tApple\#t$1$2,$3
CFNetwork/.{0,100} Darwin/\d+\.\d+\.\d+ \(x86_64\)\#tMac\#tApple\#tMac
CFNetwork/.{0,100} Darwin/\d\#tiOS-Device\#tApple\#tiOS-Device
Outlook-(iOS)/\d+\.\d+\.prod\.iphone\#tiPhone\#tApple\#tiPhone
acer_([A-Za-z0-9]+)_\#tAcer $1\#tAcer
(?:ALCATEL|Alcatel)-([A-Za-z0-9\-]+)\#tAlcatel $1\#tAlcatel
(?:Amoi|AMOI)\-([A-Za-z0-9]+)\#tAmoi $1\#tAmoi
(?:; |\/|^)((?:Transformer (?:Pad|Prime) |Transformer |PadFone[ _]?)[A-Za-z0-9]*)\#tAsus $1\#tAsus
(?:asus.{0,200}?ASUS|Asus|ASUS|asus)[\- ;]*((?:Transformer (?:Pad|Prime) |Transformer |Padfone |Nexus[ _]|)[A-Za-z0-9]+)\#tAsus $1\#tAsus
(?:ASUS)_([A-Za-z0-9\-]+)\#tAsus $1\#tAsus
\bBIRD[ \-\.]([A-Za-z0-9]+)\#tBird $1\#tBird
\bDell ([A-Za-z0-9]+)\#tDell $1\#tDell
DoCoMo/2\.0 ([A-Za-z0-9]+)\#tDoCoMo $1\#tDoCoMo
^.{0,50}?([A-Za-z0-9]{1,30})_W;FOMA\#tDoCoMo $1\#tDoCoMo
^.{0,50}?([A-Za-z0-9]{1,30});FOMA\#tDoCoMo $1\#tDoCoMo
\b(?:HTC/|HTC/[a-z0-9]{1,20}/|)HTC[ _\-;]? {0,2}(.{0,200}?)(?:-?Mozilla|fingerPrint|[;/\(\)]|$)\#tHTC $1\#tHTC
Huawei([A-Za-z0-9]+)\#tHuawei $1\#tHuawei
HUAWEI-([A-Za-z0-9]+)\#tHuawei $1\#tHuawei
HUAWEI ([A-Za-z0-9\-]+)\#tHuawei $1\#tHuawei
vodafone([A-Za-z0-9]+)\#tHuawei Vodafone $1\#tHuawei\#tVodafone $1
i\-mate ([A-Za-z0-9]+)\#ti-mate $1\#ti-mate
Kyocera\-([A-Za-z0-9]+)\#tKyocera $1\#tKyocera
KWC\-([A-Za-z0-9]+)\#tKyocera $1\#tKyocera
Lenovo[_\-]([A-Za-z0-9]+)\#tLenovo $1\#tLenovo
(HbbTV)/[0-9]+\.[0-9]+\.[0-9]+ \( ?;(LG)E ?;([^;]{0,30})\#t\#t$2\#t$3
(HbbTV)/1\.1\.1.{0,200}CE-HTML/1\.\d;(Vendor/|)(THOM[^;]{0,200}?)[;\s].{0,30}(LF[^;]{1,200});?\#t\#tThomson\#t$4
(HbbTV)(?:/1\.1\.1|) ?(?: \(;;;;;\)|); {0,2}CE-HTML(?:/1\.\d|); {0,2}([^ ]{1,30}) ([^;]{1,200});\#t\#t$2\#t$3
(HbbTV)/1\.1\.1 \(;;;;;\) Maple_2011\#t\#tSamsung
(HbbTV)/[0-9]+\.[0-9]+\.[0-9]+ \([^;]{0,30}; ?(?:CUS:([^;]{0,200})|([^;]{1,200})) ?; ?([^;]{0,30})\#t\#t$2$3\#t$4
(HbbTV)/[0-9]+\.[0-9]+\.[0-9]+
LGE; (?:Media\/|)([^;]{0,200});[^;]{0,200};[^;]{0,200};?\); "?LG NetCast(\.TV|\.Media|)-\d+\#tNetCast$2\#tLG
InettvBrowser/[0-9]{1,30}\.[0-9A-Z]{1,30} \([^;]{0,200};(Sony)([^;]{0,200});[^;]{0,200};[^\)]{0,10}\)\#tInettv\#t$1\#t$2
InettvBrowser/[0-9]{1,30}\.[0-9A-Z]{1,30} \([^;]{0,200};([^;]{0,200});[^;]{0,200};[^\)]{0,10}\)\#tInettv\#tGeneric_Inettv
(?:InettvBrowser|TSBNetTV|NETTV|HBBTV)\#tInettv\#tGeneric_Inettv
Series60/\d\.\d (LG)[\-]?([A-Za-z0-9 \-]+)\#t$1 $2\#t$1\#t$2
\b(?:LGE[ \-]LG\-(?:AX|)|LGE |LGE?-LG|LGE?[ \-]|LG[ /\-]|lg[\-])([A-Za-z0-9]+)\b\#tLG $1\#tLG
(?:^LG[\-]?|^LGE[\-/]?)([A-Za-z]+[0-9]+[A-Za-z]*)\#tLG $1\#tLG
^LG([0-9]+[A-Za-z]*)\#tLG $1\#tLG
(KIN\.[^ ]+) (\d+)\.(\d+)\#tMicrosoft $1\#tMicrosoft
(?:MSIE|XBMC).{0,200}\b(Xbox)\b\#t\#tMicrosoft
; ARM; Trident/6\.0; Touch[\);]\#tMicrosoft Surface RT\#tMicrosoft\#tSurface RT
Motorola\-([A-Za-z0-9]+)\#tMotorola $1\#tMotorola
MOTO\-([A-Za-z0-9]+)\#tMotorola $1\#tMotorola
MOT\-([A-z0-9][A-z0-9\-]*)\#tMotorola $1\#tMotorola
; (moto[ a-zA-z0-9()]{0,50});((?: Build|.{0,50}\) AppleWebKit))\#t\#tMotorola
; {0,2}(moto)(.{0,50})(?: Build|\) AppleWebKit)\#tMotorola$2\#tMotorola\#t$2
Nintendo WiiU\#tNintendo Wii U\#tNintendo\#tWii U
Nintendo (Switch|DS|3DS|DSi|Wii);\#tNintendo $1\#tNintendo
(?:Pantech|PANTECH)[ _-]?([A-Za-z0-9\-]+)\#tPantech $1\#tPantech
Philips([A-Za-z0-9]+)\#tPhilips $1\#tPhilips
Philips ([A-Za-z0-9]+)\#tPhilips $1\#tPhilips
(SMART-TV); .{0,200} Tizen \#tSamsung $1\#tSamsung
SymbianOS/9\.\d.{0,200} Samsung[/\-]([A-Za-z0-9 \-]+)\#tSamsung $1\#tSamsung
(Samsung)(SGH)(i[0-9]+)\#t$1 $2$3\#t$1\#t$2-$3
SAMSUNG-ANDROID-MMS/([^;/]{1,100})\#t\#tSamsung
(?i)SAMSUNG(?:; |[ -/])([A-Za-z0-9\-]+)\#tSamsung $1\#tSamsung
(Dreamcast)\#tSega $1\#tSega
^SIE-([A-Za-z0-9]+)\#tSiemens $1\#tSiemens
Softbank/[12]\.0/([A-Za-z0-9]+)\#tSoftbank $1\#tSoftbank
SonyEricsson ?([A-Za-z0-9\-]+)\#tEricsson $1\#tSonyEricsson
Android [^;]{1,200}; ([^ ]+) (Sony)/\#t$2 $1\#t$2
(Sony)(?:BDP\/|\/|)([^ /;\)]+)[ /;\)]\#t$1 $2\#t$1\#t$2
Puffin/[\d\.]+IT\#tiPad\#tApple\#tiPad
Puffin/[\d\.]+IP\#tiPhone\#tApple\#tiPhone
Puffin/[\d\.]+AT\#tGeneric Tablet\#tGeneric\#tTablet
Puffin/[\d\.]+AP\#tGeneric Smartphone\#tGeneric\#tSmartphone
Android[\- ][\d]+\.[\d]+; [A-Za-z]{2}\-[A-Za-z]{0,2}; WOWMobile (.{1,200})( Build[/ ]|\))\#t\#tGeneric_Android
Android[\- ][\d]+\.[\d]+\-update1; [A-Za-z]{2}\-[A-Za-z]{0,2} {0,2}; {0,2}(.{1,200}?)( Build[/ ]|\))\#t\#tGeneric_Android
Android[\- ][\d]+(?:\.[\d]+)(?:\.[\d]+|); {0,2}[A-Za-z]{2}[_\-][A-Za-z]{0,2}\-? {0,2}; {0,2}(.{1,200}?)( Build[/ ]|\))\#t\#tGeneric_Android
Android[\- ][\d]+(?:\.[\d]+)(?:\.[\d]+|); {0,2}[A-Za-z]{0,2}\- {0,2}; {0,2}(.{1,200}?)( Build[/ ]|\))\#t\#tGeneric_Android
Android[\- ][\d]+(?:\.[\d]+)(?:\.[\d]+|); {0,2}[a-z]{0,2}[_\-]?[A-Za-z]{0,2};?( Build[/ ]|\))\#tGeneric Smartphone\#tGeneric\#tSmartphone
Android[\- ][\d]+(?:\.[\d]+)(?:\.[\d]+|); {0,3}\-?[A-Za-z]{2}; {0,2}(.{1,50}?)( Build[/ ]|\))\#t\#tGeneric_Android
Android \d+?(?:\.\d+|)(?:\.\d+|); ([^;]{1,100}?)(?: Build|\) AppleWebKit).{1,200}? Mobile Safari\#t\#tGeneric_Android
Android \d+?(?:\.\d+|)(?:\.\d+|); ([^;]{1,100}?)(?: Build|\) AppleWebKit).{1,200}? Safari\#t\#tGeneric_Android_Tablet
Android \d+?(?:\.\d+|)(?:\.\d+|); ([^;]{1,100}?)(?: Build|\))\#t\#tGeneric_Android
(GoogleTV)\#t\#tGeneric_Inettv
(WebTV)/\d+.\d+\#t\#tGeneric_Inettv
^(Roku)/DVP-\d+\.\d+\#t\#tGeneric_Inettv
(?i)(Android 3\.\d|Opera Tablet|Tablet; .{1,100}Firefox/|Android.{0,100}(?:Tab|Pad))\#tGeneric Tablet\#tGeneric\#tTablet
(Symbian|\bS60(Version|V\d)|\bS60\b|\((Series 60|Windows Mobile|Palm OS|Bada); Opera Mini|Windows CE|Opera Mobi|BREW|Brew|Mobile; .{1,200}Firefox/|iPhone OS|Android|MobileSafari|Windows {0,2}Phone|\(webOS/|PalmOS)\#tGeneric Smartphone\#tGeneric\#tSmartphone
(?i)(hiptop|avantgo|plucker|xiino|blazer|elaine)\#tGeneric Smartphone\#tGeneric\#tSmartphone
(?i)^.{0,100}(bot|BUbiNG|zao|borg|DBot|oegp|silk|Xenu|zeal|^NING|CCBot|crawl|htdig|lycos|slurp|teoma|voila|yahoo|Sogou|CiBra|Nutch|^Java/|^JNLP/|Daumoa|Daum|Genieo|ichiro|larbin|pompos|Scrapy|snappy|speedy|spider|msnbot|msrbot|vortex|^vortex|crawler|favicon|indexer|Riddler|scooter|scraper|scrubby|WhatWeb|WinHTTP|bingbot|BingPreview|openbot|gigabot|furlbot|polybot|seekbot|^voyager|archiver|Icarus6j|mogimogi|Netvibes|blitzbot|altavista|charlotte|findlinks|Retreiver|TLSProber|WordPress|SeznamBot|ProoXiBot|wsr\-agent|Squrl Java|EtaoSpider|PaperLiBot|SputnikBot|A6\-Indexer|netresearch|searchsight|baiduspider|YisouSpider|ICC\-Crawler|http%20client|Python-urllib|dataparksearch|converacrawler|Screaming Frog|AppEngine-Google|YahooCacheSystem|fast\-webcrawler|Sogou Pic Spider|semanticdiscovery|Innovazion Crawler|facebookexternalhit|Google.{0,200}/\+/web/snippet|Google-HTTP-Java-Client|BlogBridge|IlTrovatore-Setaccio|InternetArchive|GomezAgent|WebThumbnail|heritrix|NewsGator|PagePeeker|Reaper|ZooShot|holmes|NL-Crawler|Pingdom|StatusCake|WhatsApp|masscan|Google Web Preview|Qwantify|Yeti|OgScrper|RecipeRadar|GPTBot|Google-InspectionTool)\#tSpider\#tSpider\#tDesktop
(?i)^(1207|3gso|4thp|501i|502i|503i|504i|505i|506i|6310|6590|770s|802s|a wa|acer|acs\-|airn|alav|asus|attw|au\-m|aur |aus |abac|acoo|aiko|alco|alca|amoi|anex|anny|anyw|aptu|arch|argo|bmobile|bell|bird|bw\-n|bw\-u|beck|benq|bilb|blac|c55/|cdm\-|chtm|capi|comp|cond|dall|dbte|dc\-s|dica|ds\-d|ds12|dait|devi|dmob|doco|dopo|dorado|el(?:38|39|48|49|50|55|58|68)|el[3456]\d{2}dual|erk0|esl8|ex300|ez40|ez60|ez70|ezos|ezze|elai|emul|eric|ezwa|fake|fly\-|fly_|g\-mo|g1 u|g560|gf\-5|grun|gene|go.w|good|grad|hcit|hd\-m|hd\-p|hd\-t|hei\-|hp i|hpip|hs\-c|htc |htc\-|htca|htcg)\#tGeneric Feature Phone\#tGeneric\#tFeature Phone
(?i)^(htcp|htcs|htct|htc_|haie|hita|huaw|hutc|i\-20|i\-go|i\-ma|i\-mobile|i230|iac|iac\-|iac/|ig01|im1k|inno|iris|jata|kddi|kgt|kgt/|kpt |kwc\-|klon|lexi|lg g|lg\-a|lg\-b|lg\-c|lg\-d|lg\-f|lg\-g|lg\-k|lg\-l|lg\-m|lg\-o|lg\-p|lg\-s|lg\-t|lg\-u|lg\-w|lg/k|lg/l|lg/u|lg50|lg54|lge\-|lge/|leno|m1\-w|m3ga|m50/|maui|mc01|mc21|mcca|medi|meri|mio8|mioa|mo01|mo02|mode|modo|mot |mot\-|mt50|mtp1|mtv |mate|maxo|merc|mits|mobi|motv|mozz|n100|n101|n102|n202|n203|n300|n302|n500|n502|n505|n700|n701|n710|nec\-|nem\-|newg|neon)\#tGeneric Feature Phone\#tGeneric\#tFeature Phone
(?i)^(netf|noki|nzph|o2 x|o2\-x|opwv|owg1|opti|oran|ot\-s|p800|pand|pg\-1|pg\-2|pg\-3|pg\-6|pg\-8|pg\-c|pg13|phil|pn\-2|pt\-g|palm|pana|pire|pock|pose|psio|qa\-a|qc\-2|qc\-3|qc\-5|qc\-7|qc07|qc12|qc21|qc32|qc60|qci\-|qwap|qtek|r380|r600|raks|rim9|rove|s55/|sage|sams|sc01|sch\-|scp\-|sdk/|se47|sec\-|sec0|sec1|semc|sgh\-|shar|sie\-|sk\-0|sl45|slid|smb3|smt5|sp01|sph\-|spv |spv\-|sy01|samm|sany|sava|scoo|send|siem|smar|smit|soft|sony|t\-mo|t218|t250|t600|t610|t618|tcl\-|tdg\-|telm|tim\-|ts70|tsm\-|tsm3|tsm5|tx\-9|tagt)\#tGeneric Feature Phone\#tGeneric\#tFeature Phone
(?i)^(talk|teli|topl|tosh|up.b|upg1|utst|v400|v750|veri|vk\-v|vk40|vk50|vk52|vk53|vm40|vx98|virg|vertu|vite|voda|vulc|w3c |w3c\-|wapj|wapp|wapu|wapm|wig |wapi|wapr|wapv|wapy|wapa|waps|wapt|winc|winw|wonu|x700|xda2|xdag|yas\-|your|zte\-|zeto|aste|audi|avan|blaz|brew|brvw|bumb|ccwa|cell|cldc|cmd\-|dang|eml2|fetc|hipt|http|ibro|idea|ikom|ipaq|jbro|jemu|jigs|keji|kyoc|kyok|libw|m\-cr|midp|mmef|moto|mwbp|mywa|newt|nok6|o2im|pant|pdxg|play|pluc|port|prox|rozo|sama|seri|smal|symb|treo|upsi|vx52|vx53|vx60|vx61|vx70|vx80|vx81|vx83|vx85|wap\-|webc|whit|wmlb|xda\-|xda_)\#tGeneric Feature Phone\#tGeneric\#tFeature Phone
^(Ice)$\#tGeneric Feature Phone\#tGeneric\#tFeature Phone
(?i)(wap[\-\ ]browser|maui|netfront|obigo|teleca|up\.browser|midp|Opera Mini)\#tGeneric Feature Phone\#tGeneric\#tFeature Phone
Mac OS\#tMac\#tApple\#tMac
"""#
}
