// The web applications have a login view of their own, which leads nowhere: there is one login, and it is ours.
function leaveForOurLogin() {
  if (/^#!?\/login/.test(location.hash)) {
    location.replace('/login');
  }
}

addEventListener('hashchange', leaveForOurLogin);
leaveForOurLogin();

export default [];
