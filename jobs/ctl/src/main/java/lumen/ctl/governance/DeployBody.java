package lumen.ctl.governance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lumen.terminal.CommandFailure;

/**
 * The body of a message about a revision, as a {@code deploy} line where it tells of an end.
 *
 * <p>Known are a Revision of Knative and of Cloud Run's first API (serving.knative.dev/v1), one of
 * Cloud Run's second API, and a Deployment of Kubernetes (apps/v1), each bare, in the {@code
 * object} of an event of a watch or in the {@code data} of a CloudEvent. A success is told where it
 * is Ready, or for a Deployment where its new set of replicas is available; a failure where it says
 * so. What is still under way tells nothing. An annotation {@code lumen/answers} names the decision
 * that it carries out.
 */
final class DeployBody {
  private static final String KNATIVE = "serving.knative.dev/";
  private static final String REVISION = "deployment.kubernetes.io/revision";

  private final String place;
  private final JsonNode body;

  /**
   * A body.
   *
   * @param place where it was read, for messages
   */
  DeployBody(String place, JsonNode body) {
    this.place = place;
    this.body = bare(body);
  }

  private static JsonNode bare(JsonNode body) {
    for (String wrap : new String[] {"object", "data"}) {
      if (body.path(wrap).isObject()) {
        return bare(body.path(wrap));
      }
    }
    return body;
  }

  /** The line; empty where nothing has ended yet. */
  Optional<String> line() {
    String kind = body.path("kind").asText();
    if (body.path("apiVersion").asText().startsWith(KNATIVE) && kind.equals("Revision")) {
      JsonNode meta = body.path("metadata");
      return line(
          meta.path("labels").path(KNATIVE + "service").asText(),
          meta.path("name").asText(),
          ended(condition(body.path("status").path("conditions"), "Ready"), "status"));
    } else if (kind.equals("Deployment")) {
      JsonNode meta = body.path("metadata");
      return line(
          meta.path("name").asText(),
          meta.path("annotations").path(REVISION).asText(),
          ended(condition(body.path("status").path("conditions"), "Progressing"), "reason"));
    } else if (body.path("name").asText().contains("/revisions/")) {
      String[] parts = body.path("name").asText().split("/", -1);
      return line(
          parts[parts.length - 3],
          parts[parts.length - 1],
          ended(condition(body.path("conditions"), "Ready"), "state"));
    }
    throw CommandFailure.usage(
        "must be a Revision of Cloud Run or Knative, or a Deployment of Kubernetes: " + place);
  }

  private static Optional<JsonNode> condition(JsonNode conditions, String type) {
    for (JsonNode condition : conditions) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  /** How and when it ended. */
  private record End(String result, String time) {}

  private static Optional<End> ended(Optional<JsonNode> condition, String field) {
    if (condition.isEmpty()) {
      return Optional.empty();
    }
    String result =
        switch (condition.get().path(field).asText()) {
          case "True", "CONDITION_SUCCEEDED", "NewReplicaSetAvailable" -> "success";
          case "False", "CONDITION_FAILED", "ProgressDeadlineExceeded" -> "failed";
          default -> "";
        };
    JsonNode at =
        condition.get().has("lastUpdateTime")
            ? condition.get().path("lastUpdateTime")
            : condition.get().path("lastTransitionTime");
    return result.isEmpty() ? Optional.empty() : Optional.of(new End(result, at.asText()));
  }

  private Optional<String> line(String service, String revision, Optional<End> end) {
    if (service.isEmpty() || revision.isEmpty()) {
      throw CommandFailure.usage("must name its service and its revision: " + place);
    }
    return end.map(
        how -> {
          ServiceText line = new ServiceText("deploy", micros(how.time()), service);
          line.text("revision", revision).text("result", how.result());
          JsonNode annotations =
              body.has("metadata")
                  ? body.path("metadata").path("annotations")
                  : body.path("annotations");
          String answers = annotations.path("lumen/answers").asText();
          return (answers.isEmpty() ? line : line.text("answers", answers)).end();
        });
  }

  private long micros(String time) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          "its condition must tell when it changed, such as 2026-03-01T00:00:00Z: %s: %s"
              .formatted(place, time));
    }
  }
}
