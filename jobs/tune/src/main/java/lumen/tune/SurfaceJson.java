package lumen.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lumen.signal.gain.GainSurface;
import lumen.signal.gain.GainSurfaceFit;
import lumen.terminal.Json;

/** {@code gain_surface.json}: the same fit gives the same bytes on every machine. */
final class SurfaceJson {
  private SurfaceJson() {}

  static ObjectNode json(GainSurfaceFit fit, List<GainRows.Source> sources) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("b0", fit.surface().b0());
    root.put("bx", fit.surface().bx());
    root.put("by", fit.surface().by());
    root.put("bxy", fit.surface().bxy());
    root.put("r2", fit.r2());
    root.put("condition", fit.condition());
    root.put("n", fit.n());
    range(root.putArray("e_range"), fit.entropyRatio());
    range(root.putArray("p_range"), fit.phaseDiff());
    ArrayNode files = root.putArray("fitted_from");
    for (GainRows.Source source : sources) {
      files
          .addObject()
          .put("file", source.file().toString().replace('\\', '/'))
          .put("sha256", source.sha256())
          .put("rows", source.rows());
    }
    return root;
  }

  private static void range(ArrayNode list, GainSurfaceFit.Range range) {
    list.add(range.min()).add(range.max());
  }

  static String text(GainSurfaceFit fit, List<GainRows.Source> sources) {
    DefaultIndenter lineFeeds = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lineFeeds);
    printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    try {
      return Json.mapper().writer(printer).writeValueAsString(json(fit, sources)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("must have a JSON form: " + fit, e);
    }
  }

  /** The surface as people write it. */
  static String formula(GainSurface surface) {
    return "kp = "
        + Rounded.text(surface.b0())
        + term(surface.bx(), "E")
        + term(surface.by(), "P")
        + term(surface.bxy(), "E P");
  }

  private static String term(double coefficient, String of) {
    String sign = coefficient < 0 ? " - " : " + ";
    return sign + Rounded.text(Math.abs(coefficient)) + " " + of;
  }
}
