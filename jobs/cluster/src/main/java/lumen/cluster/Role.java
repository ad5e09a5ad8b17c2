package lumen.cluster;

/** The processes of a session cluster, in the order in which they start. */
enum Role {
  /** The coordination store, with {@code --ha} only. */
  ZOOKEEPER("ZooKeeper", "zookeeper"),
  /** Schedules the tasks and answers REST. */
  JOBMANAGER("JobManager", "jobmanager"),
  /** Runs the tasks. */
  TASKMANAGER("TaskManager", "taskmanager");

  private final String title;
  private final String fileName;

  Role(String title, String fileName) {
    this.title = title;
    this.fileName = fileName;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Its name in files. */
  public String fileName() {
    return fileName;
  }
}
