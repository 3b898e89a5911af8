// convert_length() and the like. Null if the value is null or a unit does not exist.
// https://learn.microsoft.com/kusto/query/convert-length-function and the pages beside it

#if canImport(Glibc)
  import Glibc
#endif

/// The units of a quantity that are multiples of one another, by how much of the base unit they are.
private struct UnitTable: Sendable {
  let units: [(name: Str, size: Double)]

  func size(_ name: Str) -> Double? { units.first { sameBytes($0.name, name) }?.size }

  func convert(_ value: Double?, _ from: Str, _ to: Str) -> Double? {
    guard let value, let source = size(from), let target = size(to) else { return nil }
    return value * source / target
  }
}

/// In units of one degree.
private let angleUnits = UnitTable(units: [
  ("Arcminute", 1 / 60.0), ("Arcsecond", 1 / 3600.0), ("Centiradian", 1.8 / Double.pi),
  ("Deciradian", 18 / Double.pi), ("Degree", 1), ("Gradian", 0.9), ("Microdegree", 1e-6),
  ("Microradian", 1.8e-4 / Double.pi), ("Millidegree", 1e-3), ("Milliradian", 0.18 / Double.pi),
  ("Nanodegree", 1e-9), ("Nanoradian", 1.8e-7 / Double.pi), ("NatoMil", 9.0 / 160),
  ("Radian", 180 / Double.pi), ("Revolution", 360),
])

/// In units of one joule.
private let energyUnits = UnitTable(units: [
  ("BritishThermalUnit", 1055.05585262), ("Calorie", 4.184), ("DecathermEc", 10 * 1.05505585262e8),
  ("DecathermImperial", 10 * 1.05505585257348e8), ("DecathermUs", 10 * 1.054804e8),
  ("ElectronVolt", 1.602176565e-19), ("Erg", 1e-7), ("FootPound", 1.3558179483314004),
  ("GigabritishThermalUnit", 1e+09 * 1055.05585262), ("GigaelectronVolt", 1e+09 * 1.602176565e-19),
  ("Gigajoule", 1e+09 * 1), ("GigawattDay", 1e+09 * 86400), ("GigawattHour", 1e+09 * 3600),
  ("HorsepowerHour", 2.6845195377e6), ("Joule", 1), ("KilobritishThermalUnit", 1e3 * 1055.05585262),
  ("Kilocalorie", 1e3 * 4.184), ("KiloelectronVolt", 1e3 * 1.602176565e-19), ("Kilojoule", 1e3 * 1),
  ("KilowattDay", 1e3 * 86400), ("KilowattHour", 1e3 * 3600),
  ("MegabritishThermalUnit", 1e+06 * 1055.05585262), ("Megacalorie", 1e+06 * 4.184),
  ("MegaelectronVolt", 1e+06 * 1.602176565e-19), ("Megajoule", 1e+06 * 1), ("MegawattDay", 1e+06 * 86400),
  ("MegawattHour", 1e+06 * 3600), ("Millijoule", 0.001 * 1), ("TeraelectronVolt", 1e+12 * 1.602176565e-19),
  ("TerawattDay", 1e+12 * 86400), ("TerawattHour", 1e+12 * 3600), ("ThermEc", 1.05505585262e8),
  ("ThermImperial", 1.05505585257348e8), ("ThermUs", 1.054804e8), ("WattDay", 86400), ("WattHour", 3600),
])

/// In units of one newton.
private let forceUnits = UnitTable(units: [
  ("Decanewton", 10), ("Dyn", 1e-5), ("KilogramForce", 9.80665), ("Kilonewton", 1e3),
  ("KiloPond", 9.80665), ("KilopoundForce", 4448.2216152605), ("Meganewton", 1e6), ("Micronewton", 1e-6),
  ("Millinewton", 1e-3), ("Newton", 1), ("OunceForce", 0.27801385095378125), ("Poundal", 0.138254954376),
  ("PoundForce", 4.4482216152605), ("ShortTonForce", 8896.443230521), ("TonneForce", 9806.65),
])

/// In units of one meter.
private let lengthUnits = UnitTable(units: [
  ("Angstrom", 1e-10), ("AstronomicalUnit", 1.495978707e11), ("Centimeter", 1e-2), ("Chain", 20.1168),
  ("DataMile", 1828.8), ("Decameter", 10), ("Decimeter", 0.1), ("DtpPica", 0.0254 / 6),
  ("DtpPoint", 0.0254 / 72), ("Fathom", 1.8288), ("Foot", 0.3048), ("Hand", 0.1016), ("Hectometer", 100),
  ("Inch", 0.0254), ("KilolightYear", 9.46073047258e18), ("Kilometer", 1e3),
  ("Kiloparsec", 3.08567758128e19), ("LightYear", 9.46073047258e15), ("MegalightYear", 9.46073047258e21),
  ("Megaparsec", 3.08567758128e22), ("Meter", 1), ("Microinch", 2.54e-8), ("Micrometer", 1e-6),
  ("Mil", 2.54e-5), ("Mile", 1609.344), ("Millimeter", 1e-3), ("Nanometer", 1e-9), ("NauticalMile", 1852),
  ("Parsec", 3.08567758128e16), ("PrinterPica", 1 / 237.106301584), ("PrinterPoint", 0.0254 / 72.27),
  ("Shackle", 27.432), ("SolarRadius", 6.9551e8), ("Twip", 0.0254 / 1440), ("UsSurveyFoot", 1200.0 / 3937),
  ("Yard", 0.9144),
])

/// In units of one kilogram.
private let massUnits = UnitTable(units: [
  ("Centigram", 1e-5), ("Decagram", 1e-2), ("Decigram", 1e-4), ("EarthMass", 5.9722e24),
  ("Grain", 6.479891e-5), ("Gram", 1e-3), ("Hectogram", 0.1), ("Kilogram", 1), ("Kilopound", 453.59237),
  ("Kilotonne", 1e6), ("LongHundredweight", 50.80234544), ("LongTon", 1016.0469088),
  ("Megapound", 453592.37), ("Megatonne", 1e9), ("Microgram", 1e-9), ("Milligram", 1e-6),
  ("Nanogram", 1e-12), ("Ounce", 0.028349523125), ("Pound", 0.45359237), ("ShortHundredweight", 45.359237),
  ("ShortTon", 907.18474), ("Slug", 14.593902937206364), ("SolarMass", 1.98947e30), ("Stone", 6.35029318),
  ("Tonne", 1e3),
])

/// In units of one meter a second.
private let speedUnits = UnitTable(units: [
  ("CentimeterPerHour", 1e-2 / 3600), ("CentimeterPerMinute", 1e-2 / 60), ("CentimeterPerSecond", 1e-2),
  ("DecimeterPerMinute", 0.1 / 60), ("DecimeterPerSecond", 0.1), ("FootPerHour", 0.3048 / 3600),
  ("FootPerMinute", 0.3048 / 60), ("FootPerSecond", 0.3048), ("InchPerHour", 0.0254 / 3600),
  ("InchPerMinute", 0.0254 / 60), ("InchPerSecond", 0.0254), ("KilometerPerHour", 1e3 / 3600),
  ("KilometerPerMinute", 1e3 / 60), ("KilometerPerSecond", 1e3), ("Knot", 1852.0 / 3600),
  ("MeterPerHour", 1.0 / 3600), ("MeterPerMinute", 1.0 / 60), ("MeterPerSecond", 1.0),
  ("MicrometerPerMinute", 1e-6 / 60), ("MicrometerPerSecond", 1e-6), ("MilePerHour", 1609.344 / 3600),
  ("MillimeterPerHour", 1e-3 / 3600), ("MillimeterPerMinute", 1e-3 / 60), ("MillimeterPerSecond", 1e-3),
  ("NanometerPerMinute", 1e-9 / 60), ("NanometerPerSecond", 1e-9),
  ("UsSurveyFootPerHour", 1200.0 / 3937 / 3600), ("UsSurveyFootPerMinute", 1200.0 / 3937 / 60),
  ("UsSurveyFootPerSecond", 1200.0 / 3937), ("YardPerHour", 0.9144 / 3600), ("YardPerMinute", 0.9144 / 60),
  ("YardPerSecond", 0.9144),
])

/// In units of one cubic meter.
private let volumeUnits = UnitTable(units: [
  ("AcreFoot", 1 / 0.000810714), ("AuTablespoon", 2e-5), ("BoardFoot", 0.002359737216),
  ("Centiliter", 1e-5), ("CubicCentimeter", 1e-6), ("CubicDecimeter", 1e-3), ("CubicFoot", 0.028316846592),
  ("CubicHectometer", 1e6), ("CubicInch", 1.6387064e-5), ("CubicKilometer", 1e9), ("CubicMeter", 1),
  ("CubicMicrometer", 1e-18), ("CubicMile", 4.168181825440579584e9), ("CubicMillimeter", 1e-9),
  ("CubicYard", 0.764554857984), ("Decaliter", 1e-2), ("DecausGallon", 0.03785411784), ("Deciliter", 1e-4),
  ("DeciusGallon", 0.0003785411784), ("HectocubicFoot", 2.8316846592), ("HectocubicMeter", 100),
  ("Hectoliter", 0.1), ("HectousGallon", 0.3785411784), ("ImperialBeerBarrel", 0.16365924),
  ("ImperialGallon", 0.00454609), ("ImperialOunce", 2.84130625e-5), ("ImperialPint", 5.6826125e-4),
  ("KilocubicFoot", 28.316846592), ("KilocubicMeter", 1e3), ("KiloimperialGallon", 4.54609),
  ("Kiloliter", 1), ("KilousGallon", 3.785411784), ("Liter", 1e-3), ("MegacubicFoot", 28316.846592),
  ("MegaimperialGallon", 4546.09), ("Megaliter", 1e3), ("MegausGallon", 3785.411784),
  ("MetricCup", 2.5e-4), ("MetricTeaspoon", 5e-6), ("Microliter", 1e-9), ("Milliliter", 1e-6),
  ("OilBarrel", 0.158987294928), ("UkTablespoon", 1.5e-5), ("UsBeerBarrel", 0.117347765304),
  ("UsCustomaryCup", 2.365882365e-4), ("UsGallon", 0.003785411784), ("UsLegalCup", 2.4e-4),
  ("UsOunce", 2.95735295625e-5), ("UsPint", 4.73176473e-4), ("UsQuart", 9.46352946e-4),
  ("UsTablespoon", 1.478676478125e-5), ("UsTeaspoon", 4.92892159375e-6),
])

/// `convert_angle`. The tilt of an angle is its sine.
public func convertAngle(_ value: Double?, _ from: Str, _ to: Str) -> Double? {
  guard let value else { return nil }
  let tilt: Str = "Tilt"
  guard let degrees = sameBytes(from, tilt) ? asin(value) * 180 / Double.pi : angleUnits.convert(value, from, "Degree")
  else { return nil }
  return sameBytes(to, tilt) ? sin(degrees / 180 * Double.pi) : angleUnits.convert(degrees, "Degree", to)
}
/// `convert_energy`
public func convertEnergy(_ value: Double?, _ from: Str, _ to: Str) -> Double? { energyUnits.convert(value, from, to) }
/// `convert_force`
public func convertForce(_ value: Double?, _ from: Str, _ to: Str) -> Double? { forceUnits.convert(value, from, to) }
/// `convert_length`
public func convertLength(_ value: Double?, _ from: Str, _ to: Str) -> Double? { lengthUnits.convert(value, from, to) }
/// `convert_mass`
public func convertMass(_ value: Double?, _ from: Str, _ to: Str) -> Double? { massUnits.convert(value, from, to) }
/// `convert_speed`
public func convertSpeed(_ value: Double?, _ from: Str, _ to: Str) -> Double? { speedUnits.convert(value, from, to) }
/// `convert_volume`
public func convertVolume(_ value: Double?, _ from: Str, _ to: Str) -> Double? { volumeUnits.convert(value, from, to) }

/// A scale of temperature: kelvin = value * factor + offset.
private let temperatureScales: [(name: Str, factor: Double, offset: Double)] = [
  ("Kelvin", 1, 0), ("DegreeCelsius", 1, 273.15), ("MillidegreeCelsius", 1e-3, 273.15),
  ("DegreeDelisle", -2.0 / 3, 373.15), ("DegreeFahrenheit", 5.0 / 9, 459.67 * 5 / 9),
  ("DegreeNewton", 100.0 / 33, 273.15),
  ("DegreeRankine", 5.0 / 9, 0), ("DegreeReaumur", 1.25, 273.15), ("DegreeRoemer", 40.0 / 21, 273.15 - 7.5 * 40 / 21),
  ("SolarTemperature", 5778, 0),
]

/// `convert_temperature`
public func convertTemperature(_ value: Double?, _ from: Str, _ to: Str) -> Double? {
  guard let value, let source = temperatureScales.first(where: { sameBytes($0.name, from) }),
    let target = temperatureScales.first(where: { sameBytes($0.name, to) })
  else { return nil }
  return (value * source.factor + source.offset - target.offset) / target.factor
}
