// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.hivedb.HiveDb;
import io.hivedb.OpenBackup;
import io.hivedb.internal.HiveDbStarter;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;

/** The rules of the house; docs/architecture.md says why. */
@AnalyzeClasses(packages = "io.hivedb", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  private static final String[] PROVIDERS = {
    "io.hivedb.pglite..", "io.hivedb.postgres..", "io.hivedb.sqlite.."
  };

  @ArchTest
  static final ArchRule coreKnowsNoTestFrameworkDriverOrProvider =
      noClasses()
          .that()
          .resideInAnyPackage("io.hivedb", "io.hivedb.spi..", "io.hivedb.internal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.junit..",
              "org.postgresql..",
              "org.sqlite..",
              "org.testcontainers..",
              "io.hivedb.junit..",
              "io.hivedb.tck..",
              "io.hivedb.pglite..",
              "io.hivedb.postgres..",
              "io.hivedb.sqlite..");

  @ArchTest
  static final ArchRule pgliteKnowsNoOtherProvider =
      provider(PROVIDERS[0], PROVIDERS[1], PROVIDERS[2]);

  @ArchTest
  static final ArchRule postgresKnowsNoOtherProvider =
      provider(PROVIDERS[1], PROVIDERS[0], PROVIDERS[2]);

  @ArchTest
  static final ArchRule sqliteKnowsNoOtherProvider =
      provider(PROVIDERS[2], PROVIDERS[0], PROVIDERS[1]);

  @ArchTest
  static final ArchRule testFrameworkSideKnowsNoProvider =
      noClasses()
          .that()
          .resideInAnyPackage("io.hivedb.junit..", "io.hivedb.tck..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROVIDERS);

  /** The one arrow upwards: the public entry point calls what implements it. */
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("io.hivedb.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(HiveDb.class, HiveDbStarter.class);

  @ArchTest
  static final ArchRule internalsStayInTheirModule =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.hivedb", "io.hivedb.internal..", "io.hivedb.junit..", "io.hivedb.tck..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.hivedb.internal");

  /** But a program speaks to whoever started it at a console. */
  @ArchTest
  static final ArchRule noStandardStreams =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(OpenBackup.class.getName())
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule publicTypesOfExportedPackagesHaveStatus =
      classes()
          .that()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .and()
          .resideOutsideOfPackage("..internal..")
          .should()
          .beAnnotatedWith(API.class);

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes().should(new BeInNullMarkedPackage()).because("null must be said, not guessed");

  private static ArchRule provider(String own, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.or(
                JavaClass.Predicates.resideInAnyPackage(others),
                JavaClass.Predicates.resideInAnyPackage("io.hivedb.junit..", "org.junit..")));
  }

  private static final class BeInNullMarkedPackage extends ArchCondition<JavaClass> {

    BeInNullMarkedPackage() {
      super("be in a package that is @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
      events.add(
          new SimpleConditionEvent(
              type, marked, type.getPackageName() + " is " + (marked ? "" : "not ") + "marked"));
    }
  }
}
