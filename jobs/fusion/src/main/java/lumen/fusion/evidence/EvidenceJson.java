package lumen.fusion.evidence;
import lumen.fusion.sink.OrderedLine;
/** stub. */
public final class EvidenceJson {
  private EvidenceJson() {}
  /** x. */ public static OrderedLine line(EvidenceEntry e) { return new OrderedLine(e.tsMicros(), e.tsMicros(), e.tenant(), e.id(), e.id()); }
}
