/**
 * Class data archives of lumenctl and of the session cluster, made by the build when their jars lie
 * in place ({@link lumen.ctl.archive.ClassArchives}); {@link lumen.terminal.ClassArchive} tells a
 * JVM to use one.
 *
 * <p>Runs programs as a user starts them: knows no command, no job and no cluster, and nobody needs
 * what it makes.
 */
package lumen.ctl.archive;
