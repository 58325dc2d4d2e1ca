/* The words of the server's lists. */

export const STATES = {
  WAITING: '待下达',
  ASSIGNED: '待签收',
  ACKNOWLEDGED: '待编勤务方案',
  PLANNED: '待开始',
  RUNNING: '现场检查中',
  TO_FEED_BACK: '待反馈',
  FED_BACK: '待审核',
  REVIEWED: '待会审',
  RETURNED: '退回整改',
  REJECTED: '待领导决定',
};

export const KINDS = {
  SHOP: '沿街商铺',
  SITE: '建设工地',
  ROAD: '道路',
  COMPOUND: '居住小区',
  MARKET: '农贸市场',
  YARD: '堆场',
  OTHER: '其他',
};

const ENTERPRISES = new Set(['SHOP', 'SITE', 'MARKET', 'YARD']);

export const isEnterprise = kind => ENTERPRISES.has(kind);

export const CLASSES = [
  ['STREET_PATROL', '街面巡查'],
  ['ENTERPRISE_PLANNED', '涉企检查（计划）'],
  ['ENTERPRISE_TRIGGERED', '涉企检查（线索触发）'],
];

export const MARKS = [['OK', '符合', 'good'], ['PROBLEM', '有问题', 'bad'], ['NOT_APPLICABLE', '不适用']];

export const DISPOSITIONS = [
  ['EDUCATED', '教育'],
  ['CORRECTED_ON_SPOT', '当场改正'],
  ['ORDERED', '责令改正'],
  ['CASE', '立案查处'],
  ['TRANSFERRED', '移送'],
];

export const EDUCATIONS = [
  ['ORAL', '口头'], ['LEAFLET', '发放资料'], ['INTERVIEW', '约谈'], ['NONE', '未教育'],
];

export const SIGNATURES = [['SIGNED', '已签字'], ['REFUSED', '拒绝签字'], ['ABSENT', '当事人不在场']];

export const RELATIONS = [['WIDE', '远景'], ['CLOSE', '近景'], ['BEFORE', '整改前'], ['AFTER', '整改后']];

export const RESULTS = [['PASS', '已改正', 'good'], ['FAIL', '未改正', 'bad'], ['CANNOT_CHECK', '无法复查']];

export const CANNOT = [
  ['CLOSED_DOWN', '已关停'], ['NO_ACCESS', '无法进入'], ['SEASONAL', '季节性停业'], ['MOVED', '已搬迁'],
];

export const ENTRIES = {
  DRAFT: '草稿',
  QUEUED: '排队中',
  SENT: '已发送',
  ACCEPTED: '已受理',
  REFUSED: '被退回',
};

export const MODES = {CAMPAIGN: '专项行动', LOOK_BACK: '回头看', FURTHER_IMPROVEMENT: '再提升'};
