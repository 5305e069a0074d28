// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.SharedServers;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the servers in the background as soon as the test plan shows that they will be needed. It
 * never fails a run: what goes wrong, the tests will meet and tell. {@code
 * hive.database.early-start=false} turns it off. Found by {@link java.util.ServiceLoader} on the
 * class path.
 */
@API(status = Status.INTERNAL, since = "0.1")
@SuppressWarnings("exports") // the launcher is optional: who asks for the class has it
public final class EarlyStart implements LauncherSessionListener {

  static final String KEY = "hive.database.early-start";

  private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);

  /** For the service loader. */
  public EarlyStart() {}

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(new Watch(session));
  }

  private record Watch(LauncherSession session) implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
      try {
        Function<String, @Nullable String> parameters =
            key -> plan.getConfigurationParameters().get(key).orElse(null);
        Collection<EarlyNeeds.Need> wanted =
            EarlyNeeds.of(classes(plan), methods(plan), parameters);
        if (!wanted.isEmpty() && !"false".equals(parameters.apply(KEY))) {
          SharedServers servers = servers();
          wanted.forEach(
              need ->
                  inBackground(
                      () -> servers.warm(need.config(), parameters, need.first().steps())));
        }
      } catch (RuntimeException | LinkageError e) {
        LOG.debug("No server was started early.", e);
      }
    }

    /** The very servers that the extension will ask for. */
    private SharedServers servers() {
      return session
          .getStore()
          .getOrComputeIfAbsent(
              Namespace.create(HiveDatabaseExtension.class),
              SharedServers.class,
              type -> new SharedServers(),
              SharedServers.class);
    }
  }

  private static Set<Class<?>> classes(TestPlan plan) {
    return sources(plan, ClassSource.class)
        .<Class<?>>map(ClassSource::getJavaClass)
        .collect(Collectors.toSet());
  }

  private static Set<Method> methods(TestPlan plan) {
    return sources(plan, MethodSource.class)
        .map(MethodSource::getJavaMethod)
        .collect(Collectors.toSet());
  }

  private static <S extends TestSource> Stream<S> sources(TestPlan plan, Class<S> type) {
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .flatMap(test -> test.getSource().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static void inBackground(Runnable start) {
    Thread thread =
        new Thread(
            () -> {
              try {
                start.run();
              } catch (RuntimeException | Error e) {
                LOG.debug("A server that was to be started early did not start.", e);
              }
            },
            "hive-db-early-start");
    thread.setDaemon(true);
    thread.start();
  }
}
