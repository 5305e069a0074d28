// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.forks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.Invoker;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** A run of Maven of its own, offline, on the jars that this JVM has on its class path. */
final class ForkedBuild {

  private ForkedBuild() {}

  /**
   * Runs the cases, and fails unless all pass.
   *
   * @param folder where reports and traces go
   */
  static void run(Path folder, int count, boolean reuse) throws MavenInvocationException {
    ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
    InvocationRequest request = new DefaultInvocationRequest();
    request.setPomFile(new File("src/test/maven/forks/pom.xml").getAbsoluteFile());
    request.addArg(
        "org.apache.maven.plugins:maven-surefire-plugin:"
            + System.getProperty("forks.surefire")
            + ":test");
    request.setProperties(properties(folder, count, reuse));
    request.setOffline(true);
    request.setBatchMode(true);
    request.setOutputHandler(output::add);
    String server = System.getenv("HIVE_TEST_POSTGRES_URL");
    if (server != null) {
      request.addShellEnvironment("HIVE_DATABASE_URL", server);
    }
    InvocationResult result = invoker().execute(request);
    assertThat(result.getExitCode()).as(String.join("\n", output)).isZero();
  }

  private static Invoker invoker() {
    Invoker invoker = new DefaultInvoker();
    invoker.setMavenHome(new File(System.getProperty("forks.maven")));
    invoker.setLocalRepositoryDirectory(new File(System.getProperty("forks.repository")));
    return invoker;
  }

  private static Properties properties(Path folder, int count, boolean reuse) {
    Properties properties = new Properties();
    Stream.of("forks.junit", "forks.surefire")
        .forEach(key -> properties.setProperty(key, System.getProperty(key)));
    properties.setProperty("forks.folder", folder.toString());
    properties.setProperty(
        "forks.tests", Path.of("target", "test-classes").toAbsolutePath().toString());
    properties.setProperty("hive.test.forks", folder.toString());
    properties.setProperty("hive.database.report-folder", folder.toString());
    properties.setProperty("test", "io.hivedb.packaging.forks.*ForkCase");
    properties.setProperty("forkCount", Integer.toString(count));
    properties.setProperty("reuseForks", Boolean.toString(reuse));
    properties.setProperty("maven.test.additionalClasspath", String.join(",", jars()));
    return properties;
  }

  /** Directories of classes would hide mistakes of packing. */
  private static List<String> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .filter(entry -> !entry.contains("junit-jupiter") && !entry.contains("junit-platform"))
        .collect(Collectors.toList());
  }
}
