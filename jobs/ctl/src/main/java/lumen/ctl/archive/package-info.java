/**
 * Class data archives of lumenctl and of the session cluster, made by the build when their jars lie
 * in place ({@link lumen.ctl.archive.ClassArchives}); {@link lumen.terminal.ClassArchive} tells a
 * JVM to use one.
 *
 * <p>Runs programs as a user starts them, so it knows no command and no cluster, and of the job its
 * entry alone. Nothing needs what it makes.
 */
package lumen.ctl.archive;
