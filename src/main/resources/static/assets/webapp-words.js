// What the web applications say in English wherever they are: it stands in their code, not among their texts.

const TYPES = {
  string: '文本', boolean: '是或否', short: '短整数', integer: '整数', long: '长整数', double: '小数', date: '日期',
  String: '文本', Boolean: '是或否', Short: '短整数', Integer: '整数', Long: '长整数', Double: '小数', Date: '日期',
  Number: '数字', Object: '对象', File: '文件', Bytes: '二进制', Null: '空',
};

const PERMISSIONS = {
  ALL: '全部', NONE: '无', ACCESS: '使用', READ: '读取', CREATE: '新建', UPDATE: '更新', EDIT: '编辑', DELETE: '删除',
  SHARE: '共享', SET: '设定', SUSPEND: '挂起', RETRY_JOB: '重试作业',
  TASK_WORK: '办理任务', TASK_ASSIGN: '分派任务', READ_TASK: '读取任务', UPDATE_TASK: '更新任务',
  CREATE_INSTANCE: '启动实例', READ_INSTANCE: '读取实例', UPDATE_INSTANCE: '更新实例', DELETE_INSTANCE: '删除实例',
  SUSPEND_INSTANCE: '挂起实例', MIGRATE_INSTANCE: '迁移实例',
  READ_HISTORY: '读取历史', UPDATE_HISTORY: '更新历史', DELETE_HISTORY: '删除历史',
  READ_VARIABLE: '读取变量', UPDATE_VARIABLE: '更新变量', READ_HISTORY_VARIABLE: '读取历史变量',
  READ_TASK_VARIABLE: '读取任务变量', UPDATE_TASK_VARIABLE: '更新任务变量',
  READ_INSTANCE_VARIABLE: '读取实例变量', UPDATE_INSTANCE_VARIABLE: '更新实例变量',
  CREATE_BATCH_CORRELATE_MESSAGE: '批量关联消息', CREATE_BATCH_DELETE_DECISION_INSTANCES: '批量删除决策实例',
  CREATE_BATCH_DELETE_FINISHED_PROCESS_INSTANCES: '批量删除已结束实例',
  CREATE_BATCH_DELETE_RUNNING_PROCESS_INSTANCES: '批量删除运行中实例',
  CREATE_BATCH_MIGRATE_PROCESS_INSTANCES: '批量迁移实例', CREATE_BATCH_MODIFY_PROCESS_INSTANCES: '批量修改实例',
  CREATE_BATCH_RESTART_PROCESS_INSTANCES: '批量重新启动实例', CREATE_BATCH_SET_EXTERNAL_TASK_RETRIES: '批量设定外部任务重试',
  CREATE_BATCH_SET_JOB_RETRIES: '批量设定作业重试', CREATE_BATCH_SET_REMOVAL_TIME: '批量设定清除时间',
  CREATE_BATCH_SET_VARIABLES: '批量设定变量', CREATE_BATCH_UPDATE_PROCESS_INSTANCES_SUSPEND: '批量挂起实例',
};

/** Where → what is said there and what we say instead; a value that is put in is written $1. */
const WORDS = {
  '.navbar-toggle': { CAM_WIDGET_HEADER_TOGGLE_NAVIGATION: '展开或收起导航' },
  '.app-switch a': { Tasklist: '任务', Cockpit: '流程监控', Admin: '系统管理', Welcome: '个人中心' },
  '[cam-widget-footer] i': { 'Asia/Shanghai': '北京时间' },
  '.tooltip-inner': {
    'task.assignee': '办理人',
    'Toggle this section': '展开或收起此部分',
    'Suspended Job Definition': '已挂起的作业定义',
  },
  '[notifications-panel], .page-notifications': {
    'Cannot (?:submit task form|complete task|instantiate process definition) [^ ]+: (.+)': '$1',
    "The user with id '(.+?)' does not have .+": '用户 $1 没有所需的权限。',
    "(?:ENGINE-\\d+ )?Task '.*' is already claimed by someone else\\.?": '任务已被他人认领，请刷新后再看。',
    '(?:ENGINE-\\d+ )?(?:Cannot find task with id .*|No matching task with id .*|task is null)': '任务已办结或刚被他人办理，请刷新后再看。',
    '(?:ENGINE-\\d+ )?.*was updated by another transaction concurrently.*': '此事项刚刚被他人更新，请刷新后重试。',
    '(?:ENGINE-\\d+ )?.* is suspended\\.?': '此事项已暂停，恢复后才能办理。',
    '(?:ENGINE-\\d+ )?(?:No matching process definition.*|no processes deployed.*|Cannot find process definition.*)': '没有此流程，请刷新页面。',
    '(?:ENGINE-\\d+ )?(?:No matching process instance.*|Process instance with id .* does not exist.*)': '此流程实例已结束，办理过程可在“办理过程”中查看。',
    "(?:Filter with id '.*' does not exist\\.?|No matching filter.*|Invalid filter id.*)": '此筛选已被删除，请刷新页面。',
    '(?:No matching (?:rendered |deployed )?(?:start )?form.*)': '没有可以填写的表单。',
    '(?:ENGINE-\\d+ )?expression not allowed in queries': '筛选条件中不能使用这一表达式。',
    '(?:The given authenticated user password is not valid\\.?)': '原密码不正确。',
    '(?:ENGINE-\\d+ )?(?:Password does not match policy|The password does not match.*)': '密码不符合要求。',
    '(?:ENGINE-\\d+ )?(?:Internal [Ss]erver [Ee]rror|An exception occurred.*|Exception while .*|.*Exception: .*)': '系统没有办成此事，请稍后重试；仍不成功的，请联系管理员。',
  },
  '.user-profile': { Jonny: '', Prosciutto: '', 'j.prosciutto@acme.org': '' },
  '.navigation': { 'zoom in': '放大', 'zoom out': '缩小', 'reset zoom': '恢复大小' },
  '.uib-left, .uib-right': { previous: '上一页', next: '下一页' },
  '.uib-timepicker': { HH: '时', MM: '分', SS: '秒' },
  '.group-type': { WORKFLOW: '业务', SYSTEM: '系统' },
  '[ng-view] td': {
    'async-continuation': '异步执行', 'async-before': '执行前', 'async-after': '执行后',
    'timer-transition': '边界定时器', 'timer-intermediate-transition': '中间定时器', 'timer-start-event': '启动定时器',
    'timer-start-event-subprocess': '子流程启动定时器', failedJob: '作业失败', failedExternalTask: '外部任务失败',
  },
  '.null-value': { null: '空' },
  '.type, [ng-switch-when="type"], select[ng-model$="ariable.type"]': TYPES,

  '[cam-widget-dmn-viewer] .clause': { When: '如果', And: '并且', Then: '那么' },
  '[cam-widget-dmn-viewer] .input-variable, [cam-widget-dmn-viewer] .output-variable': {
    ...TYPES, 'Input type': '输入类型', 'Output type': '输出类型',
  },
  '[cam-widget-dmn-viewer] .header, [cam-widget-dmn-viewer] .view-drd, .decision-table-name, .input-label, .output-label': {
    'Hit policy:': '命中规则：', Annotations: '说明', 'View DRD': '查看决策需求图',
    Unique: '唯一', First: '第一条', Priority: '优先', Any: '任一', Collect: '汇总', 'Rule order': '按规则顺序',
    'Output order': '按输出顺序', 'Collect (Sum)': '合计', 'Collect (Min)': '最小值', 'Collect (Max)': '最大值',
    'Collect (Count)': '计数',
    'Rules may overlap. The first matching rule will be chosen': '规则可以重叠，取最先符合的一条',
    'No overlap is possible and all rules are disjoint. Only a single rule can be matched': '规则互不重叠，只有一条符合',
    'Collects the values of all matching rules': '汇总全部符合的规则',
    'Decision name: (.+)': '决策名称：$1', 'Input label: (.+)': '输入：$1', 'Output label: (.+)': '输出：$1',
    'Output label': '输出',
  },

  '.fjs-container': {
    Select: '请选择', Search: '查找', 'No results': '没有符合的选项', 'All values selected': '已全部选择',
    'Nothing to show.': '没有内容。', 'No content to show.': '没有内容。', 'Loading...': '正在加载……',
    'Add new': '添加', 'Expand all \\((\\d+)\\)': '展开全部（$1）', Collapse: '收起',
    'Remove list item (\\d+)': '移除第 $1 项', 'Remove tag': '移除', 'Skip to search': '转到查找',
    'Previous page': '上一页', 'Next page': '下一页',
    'yyyy/mm/dd': '年/月/日', 'mm/dd/yyyy': '月/日/年', Date: '日期', Time: '时间',
    'Field is required.': '必填。', 'Value is not a number.': '请填写数字。',
    'Field must have minimum value of (.+)\\.': '不得小于 $1。', 'Field must have maximum value of (.+)\\.': '不得大于 $1。',
    'Field must have minimum length of (.+)\\.': '至少 $1 个字。', 'Field must have maximum length of (.+)\\.': '最多 $1 个字。',
    'Field must match pattern (.+)\\.': '格式不正确，应符合 $1。', 'Field must be a valid email.': '电子邮箱格式不正确。',
    'Field must be a valid  international phone number.+': '电话号码格式不正确，应带国家代码，例如 +8621…。',
    'Please select a valid value, the two nearest valid values are (.+) and (.+)\\.': '请填写有效的值，最接近的是 $1 和 $2。',
    'Date and time must both be entered.': '日期和时间都要填写。',
    Increment: '增加', Decrement: '减少',
  },
};

const PATTERNS = Object.values(WORDS).map((words) =>
  Object.entries(words)
    .filter(([word]) => /[(+]/.test(word))
    .map(([pattern, chinese]) => [new RegExp(`^${pattern}$`, 's'), chinese]));

const PLACES = Object.keys(WORDS);
const SAID_BY = ['title', 'placeholder', 'aria-label', 'alt'];

function chinese(place, said) {
  const word = said.trim();
  if (!/[a-z]/i.test(word)) {
    return said;
  }
  if (Object.hasOwn(WORDS[PLACES[place]], word)) {
    return WORDS[PLACES[place]][word];
  }
  const found = PATTERNS[place].find(([pattern]) => pattern.test(word));
  return found ? word.replace(found[0], found[1]) : said;
}

function translate(element, place) {
  for (const inner of [element, ...element.querySelectorAll('*')]) {
    for (const attribute of SAID_BY) {
      const said = inner.getAttribute(attribute);
      if (said && chinese(place, said) !== said) {
        inner.setAttribute(attribute, chinese(place, said));
      }
    }
    for (const node of inner.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && chinese(place, node.data) !== node.data) {
        node.data = chinese(place, node.data);
      }
    }
  }
}

function translatePermissions(cell) {
  for (const node of cell.childNodes) {
    const named = node.nodeType === Node.TEXT_NODE ? node.data.replace(/[A-Z_]{3,}/g, (name) => PERMISSIONS[name] ?? name) : '';
    if (named && named !== node.data) {
      node.data = named;
    }
  }
}

let isDue = false;

function translateAll() {
  isDue = false;
  PLACES.forEach((where, place) => document.querySelectorAll(where).forEach((element) => translate(element, place)));
  document.querySelectorAll('td.permissions').forEach(translatePermissions);
}

/** Before the next paint, and once for all that changed. */
function translateSoon() {
  if (!isDue) {
    isDue = true;
    requestAnimationFrame(translateAll);
  }
}

new MutationObserver(translateSoon).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: SAID_BY,
});

const MONTHS = ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'];
const DAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const SHORT_DAYS = ['日', '一', '二', '三', '四', '五', '六'];

// The calendars of forms have their words from one library, those of the applications from another.
window.flatpickr?.localize({
  months: { shorthand: MONTHS, longhand: MONTHS },
  weekdays: { shorthand: SHORT_DAYS, longhand: DAYS },
  firstDayOfWeek: 1,
  rangeSeparator: ' 至 ',
  yearAriaLabel: '年',
  monthAriaLabel: '月',
  hourAriaLabel: '时',
  minuteAriaLabel: '分',
  time_24hr: true,
});

angular.module('ngLocale').run(['$injector', ($injector) => {
  Object.assign($injector.get('$locale').DATETIME_FORMATS, {
    MONTH: MONTHS, SHORTMONTH: MONTHS, STANDALONEMONTH: MONTHS, DAY: DAYS, SHORTDAY: SHORT_DAYS, FIRSTDAYOFWEEK: 0,
  });
  if ($injector.has('uibDatepickerPopupConfig')) {
    Object.assign($injector.get('uibDatepickerConfig'), { formatDayTitle: 'yyyy年M月', formatMonthTitle: 'yyyy年' });
    Object.assign($injector.get('uibDatepickerPopupConfig'), { currentText: '今天', clearText: '清除', closeText: '关闭' });
  }
}]);

// Cockpit alone does not ask the configuration for its format of times.
if (document.querySelector('base').getAttribute('app-name') === 'cockpit') {
  angular.module('cam.cockpit').config(['camDateFormatProvider', (formats) => {
    formats.setDateFormat('YYYY年M月D日 HH:mm:ss', 'normal');
  }]);
}

export default [];
