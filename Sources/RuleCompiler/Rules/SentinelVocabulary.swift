/// The words that Sentinel gives a meaning to in a rule: tactics, entity types with their identifiers, alert
/// properties. Compared without regard to letter case, blanks and hyphens.
enum SentinelVocabulary {
  /// ATT&CK tactics in the service's spelling.
  static let tactics = [
    "Reconnaissance", "ResourceDevelopment", "InitialAccess", "Execution", "Persistence", "PrivilegeEscalation",
    "DefenseEvasion", "CredentialAccess", "Discovery", "LateralMovement", "Collection", "CommandAndControl",
    "Exfiltration", "Impact", "PreAttack", "ImpairProcessControl", "InhibitResponseFunction",
  ]

  /// Entity types and the identifiers that a mapping may fill.
  static let entityTypes: [(name: String, identifiers: [String])] = [
    (
      "Account",
      [
        "Name", "FullName", "NTDomain", "DnsDomain", "UPNSuffix", "Sid", "AadTenantId", "AadUserId", "PUID",
        "IsDomainJoined", "DisplayName", "ObjectGuid", "CloudAppAccountId", "IsAnonymized", "Stream",
      ]
    ),
    ("AzureResource", ["ResourceId"]),
    ("CloudApplication", ["AppId", "Name", "InstanceName", "InstanceId", "Risk"]),
    ("DNS", ["DomainName"]),
    ("File", ["Directory", "Name", "AlternateDataStreamName", "SizeInBytes"]),
    ("FileHash", ["Algorithm", "Value"]),
    (
      "Host",
      [
        "DnsDomain", "NTDomain", "HostName", "FullName", "NetBiosName", "AzureID", "OMSAgentID", "OSFamily",
        "OSVersion", "IsDomainJoined",
      ]
    ),
    ("IP", ["Address", "AddressScope"]),
    (
      "IoTDevice",
      [
        "IoTHub", "DeviceId", "DeviceName", "Owners", "IoTSecurityAgentId", "DeviceType", "DeviceTypeId",
        "DeviceSubType", "DeviceSubTypeId", "Source", "SourceRef", "Manufacturer", "Model", "OperatingSystem",
        "IpAddress", "MacAddress", "Nics", "Protocols", "SerialNumber", "Site", "Zone", "Sensor", "Importance",
        "PurdueLayer", "IsProgramming", "IsAuthorized", "IsScanner", "DevicePageLink",
      ]
    ),
    (
      "MailCluster",
      [
        "NetworkMessageIds", "CountByDeliveryStatus", "CountByThreatType", "CountByProtectionStatus",
        "CountByDeliveryLocation", "Threats", "Query", "QueryTime", "MailCount", "IsVolumeAnomaly",
        "IsVolumeAnamoly", "Source", "ClusterSourceIdentifier", "ClusterSourceType", "ClusterQueryStartTime",
        "ClusterQueryEndTime", "ClusterGroup",
      ]
    ),
    (
      "MailMessage",
      [
        "Recipient", "Urls", "Threats", "Sender", "P1Sender", "P1SenderDisplayName", "P1SenderDomain", "SenderIP",
        "P2Sender", "P2SenderDisplayName", "P2SenderDomain", "ReceivedDate", "ReceiveDate", "NetworkMessageId",
        "InternetMessageId", "Subject", "BodyFingerprintBin1", "BodyFingerprintBin2", "BodyFingerprintBin3",
        "BodyFingerprintBin4", "BodyFingerprintBin5", "AntispamDirection", "DeliveryAction", "DeliveryLocation",
        "Language", "ThreatDetectionMethods",
      ]
    ),
    (
      "Mailbox",
      [
        "MailboxPrimaryAddress", "DisplayName", "Upn", "AadId", "ExternalDirectoryObjectId", "RiskLevel",
      ]
    ),
    ("Malware", ["Name", "Category"]),
    (
      "NetworkConnection",
      [
        "SourceAddress", "SourcePort", "DestinationAddress", "DestinationPort", "Protocol",
      ]
    ),
    (
      "Process",
      [
        "ProcessId", "CommandLine", "ElevationToken", "CreationTimeUtc",
      ]
    ),
    ("RegistryKey", ["Hive", "Key"]),
    ("RegistryValue", ["Name", "Value", "ValueType"]),
    ("SecurityGroup", ["DistinguishedName", "SID", "ObjectGuid"]),
    (
      "SubmissionMail",
      [
        "NetworkMessageId", "Timestamp", "Recipient", "Sender", "SenderIp", "Subject", "ReportType", "SubmissionId",
        "SubmissionDate", "Submitter",
      ]
    ),
    ("URL", ["Url"]),
  ]

  /// Properties that `alertDynamicProperties` may set.
  static let alertProperties = [
    "AlertLink", "ConfidenceLevel", "ConfidenceScore", "ExtendedLinks", "ProductComponentName", "ProductName",
    "ProviderName", "RemediationSteps", "Techniques", "SubTechniques",
  ]

  /// The canonical spelling of a word, if it is known.
  static func canonical(_ word: String, in words: some Sequence<String>) -> String? {
    let wanted = folded(word)
    return words.first { folded($0) == wanted }
  }

  private static func folded(_ word: String) -> [UInt8] {
    word.lowercased().utf8.filter { $0 != 0x20 && $0 != 0x2D && $0 != 0x5F }
  }
}
