/**
 * A release: what is packed, what is in it, and what was known of it when it was signed off; and
 * the manifests of Kubernetes that are made of other files.
 *
 * <p>Reads files, of a job those that it has committed, pages of metrics and Prometheus; knows no
 * job and no cluster.
 */
package lumen.release;
