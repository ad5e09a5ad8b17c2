package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lumen.pattern.KeyPattern;
import lumen.settings.ConfigReading;
import lumen.settings.ConfigValues;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Findings;
import lumen.settings.KeyPath;
import lumen.settings.Numbers;
import lumen.settings.Rule;

/** What must hold between streams, within a source, and between files. */
final class InputRules {
  /** The rules on inputs and between files, as sentences. */
  static final List<String> SENTENCES =
      List.of(
          "Streams have different names; OSC streams listen on different addresses.",
          "A stream of type file is not mixed with live streams: record with capture, replay"
              + " apart.",
          "A topic of commands stands beside another live stream.",
          "An entry of sources whose names an earlier one takes all is a warning: it says nothing.",
          "A URE stream has user and password_file, or token_file, or none of them; that they go to"
              + " another machine over http is a warning, and so is ca_file without https.",
          "outputs.postgres of fusion.yaml has ca_file with sslmode verify-ca or verify-full alone,"
              + " sslmode where its url says none, and a password from one place.",
          SecretPaths.SENTENCE,
          "The clip of a source has p_low < p_high, too.",
          "A key of a source that has no effect is a warning: offset_s, ppm or t_ref without mode"
              + " fixed; clock.on_reset with mode auto; stamp without samples packet; onset without"
              + " interpolation onset; rate_hz (but of packets), clip, angle or min_distinct with"
              + " it; those, weight, interpolation, samples or onset with role ure; tenant beside"
              + " tenant_from; tenant_from of a live stream's source.",
          "The onset of a source has min_s <= max_s; that max_s is over resample.max_gap_s of"
              + " fusion.yaml is a warning.",
          "A key of a stream that has no effect is a warning: time.zone with a number as"
              + " time.format; source, key, tenant or time of a topic of logs or commands.",
          "exporter.http_port of fusion.yaml differs from exporter.port of bridge.yaml.");

  private static final String[] ONSET = {"onset.min_s", "onset.max_s", "onset.missed"};

  private final ConfigReading reading;
  private final ConfigValues sensors;
  private final Findings ofSensors;

  /** Sources that live streams name. */
  private final List<String> live = new ArrayList<>();

  InputRules(ConfigReading reading) {
    this.reading = reading;
    this.sensors = reading.of(ConfigFile.SENSORS);
    this.ofSensors = reading.findings(ConfigFile.SENSORS);
  }

  void check() {
    streams();
    new UnreachedSources(sensors, ofSensors).check();
    for (String name : sensors.members("sources")) {
      source(name);
    }
    ports();
    new TableRules(reading).check();
    SecretPaths.check(reading);
  }

  private void streams() {
    ConfigValues v = sensors;
    Map<String, Setting> names = new HashMap<>();
    Map<String, Setting> addresses = new HashMap<>();
    List<Setting> listening = new ArrayList<>();
    List<Setting> recordings = new ArrayList<>();
    List<Setting> commands = new ArrayList<>();
    for (String stream : v.members("streams")) {
      unique(names, v.at(stream + ".name"));
      Setting type = v.at(stream + ".type");
      reading(stream, v.text(type.path()));
      (v.text(type.path()).equals("file") ? recordings : listening).add(type);
      if (v.text(type.path()).equals("osc")) {
        unique(addresses, v.at(stream + ".addr"));
      }
      if (v.text(type.path()).equals("ure")) {
        new UreAccessRules(v, ofSensors).check(stream);
      }
      if (v.text(type.path()).equals("kafka") && v.text(stream + ".format").equals("commands")) {
        commands.add(v.at(stream + ".format"));
      }
    }
    if (!commands.isEmpty() && commands.size() == listening.size()) {
      Setting format = commands.get(0);
      ofSensors.error(
          format.origin().mark(),
          format.path(),
          "must stand beside another live stream, whose job is told");
    }
    if (!listening.isEmpty() && !recordings.isEmpty()) {
      Setting type = recordings.get(0);
      ofSensors.error(
          type.origin().mark(),
          type.path(),
          "must not be file beside the live stream in line "
              + listening.get(0).origin().mark().line()
              + ": record it with capture, replay apart");
    }
  }

  /** Keys of how lines are read that have no effect. */
  private void reading(String at, String type) {
    if (!type.equals("file") && !type.equals("kafka")) {
      live.add(given(at + ".source") ? sensors.text(at + ".source") : sensors.text(at + ".name"));
      return;
    }
    if (sensors.text(at + ".time.format").startsWith("epoch")) {
      useless(at, "with a time.format that is a number", "time.zone");
    }
    if (type.equals("kafka") && !sensors.text(at + ".format").equals("events")) {
      String when = "with format " + sensors.text(at + ".format") + ", whose lines tell all";
      useless(at, when, "readers", "source", "key", "tenant", "time.format", "time.zone");
    }
  }

  private void unique(Map<String, Setting> seen, Setting setting) {
    if (setting.origin().standard()) {
      return;
    }
    Setting other = seen.putIfAbsent(setting.text(), setting);
    if (other != null) {
      ofSensors.error(
          setting.origin().mark(),
          setting.path(),
          "must differ from that in line "
              + other.origin().mark().line()
              + ", is "
              + setting.text());
    }
  }

  private void source(String name) {
    String at = KeyPath.join("sources", name);
    ConfigValues v = sensors;
    if (given(at + ".tenant_from")) {
      useless(at, "beside tenant_from", "tenant");
      KeyPattern pattern = KeyPattern.of(name);
      live.stream()
          .filter(pattern::matches)
          .findFirst()
          .ifPresent(
              source ->
                  useless(
                      at,
                      "on the live stream's source "
                          + source
                          + ", whose events have no such fields",
                      "tenant_from"));
    }
    String low = at + ".clip.p_low";
    String high = at + ".clip.p_high";
    if (given(low) || given(high)) {
      reading.check(
          ConfigFile.SENSORS,
          Rule.error("p_low < p_high", x -> x.real(low) < x.real(high), low, high));
    }
    onset(at + ".onset.min_s", at + ".onset.max_s");
    if (!v.text(at + ".clock.mode").equals("fixed")) {
      useless(at, "without clock.mode fixed", "clock.offset_s", "clock.ppm", "clock.t_ref");
    }
    if (v.text(at + ".clock.mode").equals("auto")) {
      useless(at, "with clock.mode auto, which live inputs have", "clock.on_reset");
    }
    if (v.text(at + ".role").equals("ure")) {
      useless(at, "with role ure", "weight", "rate_hz", "interpolation", "clip.method");
      useless(at, "with role ure", "angle", "samples", "stamp", "min_distinct");
      useless(at, "with role ure", ONSET);
      return;
    }
    boolean packets = v.text(at + ".samples").equals("packet");
    if (!packets) {
      useless(at, "without samples packet", "stamp");
    }
    if (!v.text(at + ".interpolation").equals("onset")) {
      useless(at, "without interpolation onset", ONSET);
      return;
    }
    useless(at, "with interpolation onset", "clip.method", "angle", "min_distinct");
    if (!packets) {
      useless(at, "with interpolation onset", "rate_hz");
    }
  }

  private void onset(String least, String most) {
    if (!given(most)) {
      return;
    }
    reading.check(
        ConfigFile.SENSORS,
        Rule.error("min_s <= max_s", x -> x.real(least) <= x.real(most), least, most));
    double gap = reading.of(ConfigFile.FUSION).real("resample.max_gap_s");
    if (sensors.real(most) > gap) {
      ofSensors.warning(
          sensors.at(most).origin().mark(),
          most,
          "has no effect beyond resample.max_gap_s of fusion.yaml, which is " + Numbers.text(gap));
    }
  }

  private boolean given(String path) {
    return sensors.at(path).origin().file() == ConfigFile.SENSORS;
  }

  private void useless(String at, String when, String... keys) {
    for (String key : keys) {
      String path = at + '.' + key;
      if (given(path)) {
        ofSensors.warning(sensors.at(path).origin().mark(), path, "has no effect " + when);
      }
    }
  }

  private void ports() {
    Setting fusion = reading.of(ConfigFile.FUSION).at("exporter.http_port");
    Setting bridge = reading.of(ConfigFile.BRIDGE).at("exporter.port");
    if (!fusion.value().equals(bridge.value())) {
      return;
    }
    boolean atFusion = bridge.origin().standard();
    Setting at = atFusion ? fusion : bridge;
    String other = atFusion ? "exporter.port of bridge.yaml" : "exporter.http_port of fusion.yaml";
    reading
        .findings(at.origin().file())
        .error(
            at.origin().mark(), at.path(), "must differ from " + other + ", both are " + at.text());
  }
}
