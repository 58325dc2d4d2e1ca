// The web applications have a login view of their own, which leads nowhere: there is one login, and it is ours.
function leaveForOurLogin() {
  if (/^#!?\/login/.test(location.hash)) {
    location.replace('/login');
  }
}

addEventListener('hashchange', leaveForOurLogin);
leaveForOurLogin();

// form-js 1.8 leaves an empty list behind for each valid field of a repeated row, and Tasklist, which counts the
// keys of the errors, would never let such a form be completed. Our fields of repeated rows are named row_….
const keysOf = Object.keys;

function isLeftBehind(errors) {
  return Array.isArray(errors) && errors.every((ofRow) => ofRow === undefined || ofRow === null);
}

Object.keys = (object) => keysOf(object).filter((key) => !(key.startsWith('row_') && isLeftBehind(object[key])));

// Forms ask for the order of year, month and day by a language that is called "default", and get the browser's.
Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
  construct: (Format, [languages, options]) => new Format(languages === 'default' ? 'zh-CN' : languages, options),
});

// People have one name, as 组织机构 keeps it; the forms of Admin and Welcome would not be saved without a second one.
angular.module('ng').config(['$provide', ($provide) => {
  $provide.decorator('requiredDirective', ['$delegate', ([required]) => {
    const { compile } = required;
    required.compile = (element, ...more) => (element.attr('ng-model')?.endsWith('.lastName') ? undefined : compile.call(required, element, ...more));
    return [required];
  }]);
}]);

export default [];
