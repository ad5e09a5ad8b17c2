package lumen.ctl.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lumen.terminal.ClassArchive;

/**
 * A program whose classes are to be archived.
 *
 * @param library folder of its jars, beside which the archive lies
 * @param options of every JVM that runs it here
 * @param classPath as it is started with: an archive holds for this one, and for those that begin
 *     with it
 * @param environment variables beside those inherited
 * @param rehearsal main class and arguments of a run that loads what its runs load
 * @param trial main class and arguments of a short run that ends with 0
 */
record ArchivedProgram(
    Path library,
    List<String> options,
    String classPath,
    Map<String, String> environment,
    List<String> rehearsal,
    List<String> trial) {
  ArchivedProgram {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
    rehearsal = List.copyOf(rehearsal);
    trial = List.copyOf(trial);
  }

  Path archive() {
    return ClassArchive.beside(library).file();
  }
}
