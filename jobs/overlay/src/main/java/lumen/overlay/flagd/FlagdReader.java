package lumen.overlay.flagd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.flag.RolloutBucket;
import lumen.overlay.gate.GateChanges;
import lumen.overlay.record.RouteRecord;
import lumen.settings.Findings;
import lumen.settings.JsonReader;
import lumen.settings.YamlNode;
import lumen.settings.YamlNode.Entry;
import lumen.settings.YamlNode.Mapping;

/**
 * Reads the flag sets of flagd that {@link FlagdText} writes, and no others: what it would have to
 * leave out or guess is a finding, with its line and path.
 */
public final class FlagdReader {
  private static final int MOST_RANK = 1_000_000;
  private static final double BUCKETS_PER_PERCENT = 1_000;
  private static final List<String> OF_A_FLAG =
      List.of("state", "variants", "defaultVariant", "targeting", "metadata");

  private final Findings findings;
  private final NodeReader nodes;

  private FlagdReader(Findings findings) {
    this.findings = findings;
    nodes = new NodeReader(findings);
  }

  /** What targeting says of a flag. */
  private record Targeting(List<String> scenarios, double confidence, String bucket, int taken) {}

  /** A flag and its rank. */
  private record Ranked(int rank, OverlayFlag flag) {}

  /** The flags of a text; empty after a finding. */
  public static Optional<FlagSet> read(String text, Findings findings) {
    return JsonReader.read(text, findings).flatMap(new FlagdReader(findings)::flags);
  }

  private Optional<FlagSet> flags(YamlNode root) {
    boolean named =
        root instanceof Mapping mapping && NodeReader.find(mapping, "$schema").isPresent();
    List<String> keys = named ? List.of("$schema", "flags") : List.of("flags");
    Optional<Mapping> all = nodes.section(root, "", keys);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    YamlNode flags = NodeReader.get(all.get(), "flags");
    if (!(flags instanceof Mapping mapping)) {
      return nodes.refuse(flags, "flags", "an object of flags");
    }
    TreeMap<Integer, Ranked> byRank = new TreeMap<>(Comparator.naturalOrder());
    for (Entry entry : mapping.entries()) {
      Optional<Ranked> flag = flag(entry);
      if (flag.isPresent() && byRank.putIfAbsent(flag.get().rank(), flag.get()) != null) {
        findings.error(
            entry.key().mark(),
            "flags." + entry.key().text() + ".metadata.rank",
            "must be a rank of its own, another flag has " + flag.get().rank());
      }
    }
    return findings.sorted().isEmpty()
        ? Optional.of(
            new FlagSet(Features.NONE, byRank.values().stream().map(Ranked::flag).toList()))
        : Optional.empty();
  }

  private Optional<Ranked> flag(Entry entry) {
    String name = entry.key().text();
    String path = "flags." + name;
    if (name.equals(OverlayFlag.BASELINE)
        || name.equals(OverlayFlag.OTHER)
        || name.isEmpty()
        || name.length() > RouteRecord.MAX_CHARS) {
      return nodes.refuse(
          entry.key(), path, "a name of 1 to 128 characters, neither baseline nor other");
    }
    Optional<Mapping> section = nodes.section(entry.value(), path, OF_A_FLAG);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Mapping flag = section.get();
    Optional<Boolean> enabled = state(NodeReader.get(flag, "state"), path + ".state");
    boolean usual = variants(flag, path);
    Optional<Targeting> targeting =
        targeting(NodeReader.get(flag, "targeting"), path + ".targeting");
    Optional<Double> rank =
        nodes
            .section(NodeReader.get(flag, "metadata"), path + ".metadata", List.of("rank"))
            .flatMap(
                metadata ->
                    nodes.number(
                        NodeReader.get(metadata, "rank"),
                        path + ".metadata.rank",
                        1,
                        MOST_RANK,
                        true));
    if (enabled.isEmpty() || !usual || targeting.isEmpty() || rank.isEmpty()) {
      return Optional.empty();
    }
    Targeting its = targeting.get();
    OverlayFlag overlay =
        new OverlayFlag(
            name,
            its.scenarios(),
            its.confidence(),
            its.taken() / BUCKETS_PER_PERCENT,
            enabled.get(),
            its.bucket(),
            GateChanges.NONE);
    return Optional.of(new Ranked(rank.get().intValue(), overlay));
  }

  private Optional<Boolean> state(YamlNode node, String path) {
    Optional<String> word = nodes.text(node, path);
    if (word.isPresent() && !List.of("ENABLED", "DISABLED").contains(word.get())) {
      return nodes.refuse(node, path, "ENABLED or DISABLED");
    }
    return word.map("ENABLED"::equals);
  }

  private boolean variants(Mapping flag, String path) {
    Optional<Mapping> variants =
        nodes.section(NodeReader.get(flag, "variants"), path + ".variants", List.of("on", "off"));
    boolean right =
        variants.isPresent()
            && nodes.is(NodeReader.get(variants.get(), "on"), path + ".variants.on", "true", true)
            && nodes.is(
                NodeReader.get(variants.get(), "off"), path + ".variants.off", "false", true);
    return nodes.is(NodeReader.get(flag, "defaultVariant"), path + ".defaultVariant", "off", false)
        && right;
  }

  private Optional<Targeting> targeting(YamlNode node, String path) {
    Optional<List<YamlNode>> branches = nodes.arguments(node, path, "if", 3, 3);
    if (branches.isEmpty() || !nodes.is(branches.get().get(2), path + ".if[2]", "off", false)) {
      return Optional.empty();
    }
    String at = path + ".if[0]";
    Optional<List<YamlNode>> all = nodes.arguments(branches.get().get(0), at, "and", 1, 2);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<String>> scenarios = scenarios(all.get().get(0), at + ".and[0]");
    Optional<Double> confidence =
        all.get().size() == 1 ? Optional.of(0.0) : confidence(all.get().get(1), at + ".and[1]");
    Optional<Targeting> bucket = fractional(branches.get().get(1), path + ".if[1]");
    return scenarios.isPresent() && confidence.isPresent() && bucket.isPresent()
        ? Optional.of(
            new Targeting(
                scenarios.get(), confidence.get(), bucket.get().bucket(), bucket.get().taken()))
        : Optional.empty();
  }

  private Optional<List<String>> scenarios(YamlNode node, String path) {
    Optional<List<YamlNode>> in = nodes.arguments(node, path, "in", 2, 2);
    if (in.isEmpty() || !nodes.isVariable(in.get().get(0), path + ".in[0]", "scenario_type")) {
      return Optional.empty();
    }
    String at = path + ".in[1]";
    Optional<List<YamlNode>> names = nodes.list(in.get().get(1), at, 1, 1_000);
    List<String> scenarios = new ArrayList<>();
    for (YamlNode name : names.orElse(List.of())) {
      nodes.text(name, at + '[' + scenarios.size() + ']').ifPresent(scenarios::add);
    }
    return names.filter(all -> all.size() == scenarios.size()).map(all -> scenarios);
  }

  private Optional<Double> confidence(YamlNode node, String path) {
    return nodes
        .arguments(node, path, ">=", 2, 2)
        .filter(sides -> nodes.isVariable(sides.get(0), path + ".>=[0]", "confidence"))
        .flatMap(sides -> nodes.number(sides.get(1), path + ".>=[1]", Double.MIN_VALUE, 1, false));
  }

  private Optional<Targeting> fractional(YamlNode node, String path) {
    Optional<List<YamlNode>> parts = nodes.arguments(node, path, "fractional", 3, 3);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String at = path + ".fractional";
    Optional<List<YamlNode>> key = nodes.arguments(parts.get().get(0), at + "[0]", "cat", 2, 2);
    if (key.isEmpty() || !nodes.isVariable(key.get().get(1), at + "[0].cat[1]", "targetingKey")) {
      return Optional.empty();
    }
    Optional<String> bucket = nodes.text(key.get().get(0), at + "[0].cat[0]");
    Optional<Double> on = weight(parts.get().get(1), at + "[1]", "on", 0, RolloutBucket.BUCKETS);
    if (bucket.isEmpty() || on.isEmpty()) {
      return Optional.empty();
    }
    double rest = RolloutBucket.BUCKETS - on.get();
    return weight(parts.get().get(2), at + "[2]", "off", rest, rest)
        .map(off -> new Targeting(List.of(), 0, bucket.get(), on.get().intValue()));
  }

  private Optional<Double> weight(
      YamlNode node, String path, String variant, double from, double to) {
    return nodes
        .list(node, path, 2, 2)
        .filter(pair -> nodes.is(pair.get(0), path + "[0]", variant, false))
        .flatMap(pair -> nodes.number(pair.get(1), path + "[1]", from, to, true));
  }
}
