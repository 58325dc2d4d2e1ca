package cn.leiting.organization;

import cn.leiting.organization.Person.Certificate;
import cn.leiting.organization.Person.Title;
import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.Set;

/** People of the mobile squad for tests that roll back. */
record Staff(People people, Organization organization) {

    static final String MOBILE = "310118000";
    static final LocalDate NEW_YEAR = LocalDate.of(2023, 1, 1);
    static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));

    Person.Form form(String userId, String unit, Title title) {
        return form(userId, unit, title, null, null, "leiting-demo");
    }

    Person.Form form(String userId, String unit, Title title, Certificate certificate, String phone, String password) {
        return new Person.Form(userId, "测试人员" + userId, organization.unit(unit), title, certificate, phone, password);
    }

    People.Outcome register(Person.Form form) {
        return people.register(form, NEW_YEAR, COORDINATION);
    }

    void join(String userId, Title title) {
        register(form(userId, MOBILE, title));
    }
}
