// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.Capability;
import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.PreparationStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Collects what {@link HiveDatabase} says, and what only code can say. Not safe to use from several
 * threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class HiveDatabaseBuilder {

  private String name = "";
  private Isolation isolation = Isolation.CLASS;
  private List<String> scripts = List.of();
  private List<String> dataScripts = List.of();
  private final List<PreparationStep> preparers = new ArrayList<>();
  private Migrations migrations = Migrations.NONE;
  private String migrationsAt = "";
  private List<Capability> requires = List.of();
  private String backend = Declaration.AUTO;
  private boolean keepOnFailure;
  private final List<Consumer<HiveDbConfig.Builder>> settings = new ArrayList<>();

  HiveDatabaseBuilder() {}

  /**
   * Tells several databases apart.
   *
   * @param name as {@link HiveDatabase#name()}; empty by default
   * @return this builder
   */
  public HiveDatabaseBuilder name(String name) {
    this.name = name;
    return this;
  }

  /**
   * Says what tests see of each other.
   *
   * @param isolation {@link Isolation#CLASS} by default
   * @return this builder
   */
  public HiveDatabaseBuilder isolation(Isolation isolation) {
    this.isolation = isolation;
    return this;
  }

  /**
   * Prepares by SQL scripts.
   *
   * @param resources names on the class path; none by default
   * @return this builder
   */
  public HiveDatabaseBuilder scripts(String... resources) {
    scripts = List.of(resources);
    return this;
  }

  /**
   * Prepares by SQL scripts that run last.
   *
   * @param resources names on the class path; none by default
   * @return this builder
   */
  public HiveDatabaseBuilder dataScripts(String... resources) {
    dataScripts = List.of(resources);
    return this;
  }

  /**
   * Prepares by code, after the migrations; may be called again.
   *
   * @param preparer done once for this extension
   * @return this builder
   */
  public HiveDatabaseBuilder preparer(DatabasePreparer preparer) {
    preparers.add(new CodeStep(preparer));
    return this;
  }

  /**
   * Prepares by a migration tool.
   *
   * @param tool none by default
   * @param place as {@link HiveDatabase#migrationsAt()}; empty for the default
   * @return this builder
   */
  public HiveDatabaseBuilder migrations(Migrations tool, String place) {
    migrations = tool;
    migrationsAt = place;
    return this;
  }

  /**
   * Demands abilities.
   *
   * @param capabilities nothing by default
   * @return this builder
   */
  public HiveDatabaseBuilder requires(Capability... capabilities) {
    requires = List.of(capabilities);
    return this;
  }

  /**
   * Chooses the backend for the case that no property does.
   *
   * @param backend {@code auto} by default
   * @return this builder
   */
  public HiveDatabaseBuilder backend(String backend) {
    this.backend = backend;
    return this;
  }

  /**
   * Says whether the database is written to files when a test fails.
   *
   * @param keep as {@link HiveDatabase#keepOnFailure()}
   * @return this builder
   */
  public HiveDatabaseBuilder keepOnFailure(boolean keep) {
    keepOnFailure = keep;
    return this;
  }

  /**
   * Says anything else, such as the pool size. Databases with settings of their own have a server
   * of their own.
   *
   * @param settings fills in the configuration
   * @return this builder
   */
  public HiveDatabaseBuilder configure(Consumer<HiveDbConfig.Builder> settings) {
    this.settings.add(settings);
    return this;
  }

  /**
   * Makes the extension.
   *
   * @return it, for a field with {@code @RegisterExtension}
   */
  public HiveDatabaseExtension build() {
    return new HiveDatabaseExtension(
        new Declaration(
            name,
            isolation,
            scripts,
            dataScripts,
            List.copyOf(preparers),
            migrations,
            migrationsAt,
            requires,
            backend,
            keepOnFailure,
            List.copyOf(settings)));
  }
}
