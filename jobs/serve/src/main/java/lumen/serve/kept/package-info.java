/**
 * What a job has kept on the disk: the evidence that it committed, and the states that it may go on
 * from. Nothing that a request says becomes part of a path.
 *
 * <p>Knows files alone.
 */
package lumen.serve.kept;
