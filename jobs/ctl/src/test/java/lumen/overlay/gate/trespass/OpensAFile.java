package lumen.overlay.gate.trespass;

import java.nio.file.Path;

/** Passes the wall around the rules of the overlay job. */
public final class OpensAFile {
  private OpensAFile() {}

  static boolean isAbsolute(Path path) {
    return path.isAbsolute();
  }
}
