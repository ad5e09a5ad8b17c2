package lumen.release.pack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.terminal.Json;

/**
 * What jars a release holds, as a bill of materials of CycloneDX 1.5: each with its coordinates,
 * its sum and where it lies. It has no serial number and no time, so that equal releases have equal
 * bills.
 */
final class BillOfMaterials {
  /** Its name in a release. */
  static final String FILE = "lumen-sbom.json";

  private final SortedMap<String, ObjectNode> components = new TreeMap<>();
  private final ReleaseVersion version;

  /** An empty one. */
  BillOfMaterials(ReleaseVersion version) {
    this.version = version;
  }

  /**
   * Adds a jar.
   *
   * @param artefact what it is
   * @param path where it lies
   * @param sha256 of its bytes
   */
  void add(Artefact artefact, String path, String sha256) {
    ObjectNode component =
        components.computeIfAbsent(
            artefact.purl() + sha256,
            absent -> {
              ObjectNode made = Json.mapper().createObjectNode();
              made.put("type", "library");
              made.put("bom-ref", artefact.purl());
              made.put("group", artefact.group());
              made.put("name", artefact.name());
              made.put("version", artefact.version());
              made.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256);
              made.put("purl", artefact.purl());
              made.putArray("properties");
              return made;
            });
    ((ArrayNode) component.get("properties"))
        .addObject()
        .put("name", "lumen:path")
        .put("value", path);
  }

  /** Its text. */
  String text() {
    ObjectNode bill = Json.mapper().createObjectNode();
    bill.put("bomFormat", "CycloneDX").put("specVersion", "1.5").put("version", 1);
    bill.putObject("metadata")
        .putObject("component")
        .put("type", "application")
        .put("bom-ref", "lumen")
        .put("name", "lumen")
        .put("version", version.version());
    bill.putArray("components").addAll(List.copyOf(components.values()));
    return Json.text(bill) + "\n";
  }
}
