package lumen.ctl.output;

import java.io.IOException;
import java.nio.file.Path;
import lumen.terminal.CommandFailure;

/** A process that takes a folder, says so, and holds it until it is ended. */
final class FolderHolder {
  static final String COMMAND = "lumenctl replay a.ndjson --out o";
  static final String HELD = "held";

  private FolderHolder() {}

  public static void main(String[] args) throws IOException {
    try (FolderLock lock = FolderLock.take("--out", Path.of(args[0]), FolderLock.FILE, COMMAND)) {
      System.out.println(HELD);
      int end = System.in.read();
      lock.ended();
      System.exit(end);
    } catch (CommandFailure e) {
      System.out.println(e.getMessage());
    }
  }
}
