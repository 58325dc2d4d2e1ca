/** The file of an information item: its photos, the proofs of its publications, its cases, its readers, its delays. */
@ApplicationModule(
        allowedDependencies = {"shared", "calendar", "organization", "publicity", "evidence", "remedy", "storage"})
@NullMarked
package cn.leiting.dossier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
